// The answer of `diagnose` to evidence that is put together by hand: what is unknown never becomes a number.
import { describe, expect, it } from 'vitest';
import type { Evidence, ReportedError } from '../contract/diagnosis/diagnosis';
import { success } from '../contract/errors/result';
import { evidence, known, noon, process, unknown, usage } from '../diagnosis/verdict.fixture';
import { verdictOf } from '../diagnosis/verdict';
import type { Services } from '../services/services';
import { readInvocation } from './arguments';
import { diagnose } from './diagnose';
import { exitCodeOf } from './exit-code-of';
import { resultSchemas } from './report';

async function answerTo(is: Evidence, line = 'diagnose') {
  const calls: unknown[] = [];
  const services = {
    diagnosis: {
      watch: (seconds: number) => Promise.resolve(calls.push(['watch', seconds])),
      read: (isFresh: boolean, reported: ReportedError | null) => {
        calls.push(['read', isFresh, reported]);
        return Promise.resolve({ verdict: verdictOf(is), evidence: is });
      },
    },
    findings: { ofKey: () => Promise.resolve(success([])) },
  } as unknown as Services;
  const invocation = readInvocation(line.split(' '));
  if (invocation.kind !== 'run') throw new Error(JSON.stringify(invocation));
  const answer = await diagnose(services, invocation.request);
  if (!answer.ok || answer.value.kind !== 'diagnose') throw new Error(JSON.stringify(answer));
  return { calls, exitCode: exitCodeOf(answer.value), value: resultSchemas.diagnose.parse(answer.value.value) };
}

const holder = process({ BOUND: 300, TIME_WAIT: 20 }, { processId: 7, name: 'a.exe' });
const address = { address: '192.0.2.25', ports: 320, usable: 16_384, byState: holder.byState };
const full = usage({
  ports: 320,
  addresses: [address],
  processes: [holder],
  udpProcesses: [process({ OTHER: 5 }, { processId: 53, name: 'dns.exe' })],
  ranges: [
    {
      name: 'ipv4Tcp',
      range: { start: 49_152, number: 16_384 },
      usable: 16_000,
      excluded: null,
      largestFree: 900,
      busiest: address,
      ports: 330,
      byState: holder.byState,
    },
  ],
});

describe('the answer of diagnose', () => {
  it('counts bound ports where the system tells them, and knows no number where it does not', async () => {
    const told = await answerTo(evidence({ usage: known(full) }));
    expect(told.value.usage).toMatchObject({ inUse: 320, bound: 300 });
    expect(told.value.holders).toMatchObject([
      { transport: 'tcp', processId: 7, ports: 320, bound: 300, timeWait: 20 },
      { transport: 'udp', processId: 53, ports: 5, bound: null },
    ]);
    // All addresses together leave none: the bound ports are those of all of them.
    const together = await answerTo(evidence({ usage: known({ ...full, address: null, bound: 4000 }) }));
    expect(together.value.usage).toMatchObject({ address: null, bound: 4000 });
    const untold = await answerTo(evidence({ usage: known({ ...full, bound: null }) }));
    expect(untold.value.usage?.bound).toBeNull();
    expect(untold.value.holders.map(({ bound }) => bound)).toEqual([null, null]);
    expect(untold.value.uncounted).toEqual([]);
    const noUdp = await answerTo(evidence({ usage: known({ ...full, udpProcesses: null }) }));
    expect(noUdp.value.uncounted).toEqual(['udp']);
    expect((await answerTo(evidence({ usage: unknown }))).value).toMatchObject({
      holders: [],
      uncounted: ['tcp', 'udp'],
    });
  });

  it('tells each range, and of one that was not counted no number', async () => {
    const { value } = await answerTo(
      evidence({ usage: known(full), ranges: { ...evidence().ranges, ipv6Udp: unknown } }),
    );
    const counted = { name: 'ipv4Tcp', inUse: 330, usable: 16_000, excluded: null, largestFree: 900 };
    const nothing = { inUse: null, usable: null, excluded: null, largestFree: null };
    const range = { start: 49_152, number: 16_384, last: 65_535 };
    expect(value.ranges).toEqual([
      { ...counted, range },
      { name: 'ipv4Udp', range, ...nothing },
      { name: 'ipv6Tcp', range, ...nothing },
      { name: 'ipv6Udp', range: null, ...nothing },
    ]);
  });

  it('tells processes, requests for a port and events with their moments', async () => {
    const owner = {
      processId: 7,
      startedAt: noon,
      path: 'C:\\a.exe',
      company: null,
      handles: null,
      services: null,
      isRunning: null,
      firstSeenAt: null,
    };
    const attempt = { transport: 'udp', ip: 'ipv6', how: 'bind', address: '::', isSimulated: false } as const;
    const { value } = await answerTo(
      evidence({
        owners: known([owner]),
        attempts: [
          { ...attempt, answer: { kind: 'refused', error: '10055' } },
          { ...attempt, answer: { kind: 'unknown', detail: 'late' } },
        ],
        events: known({ since: noon, counts: [{ id: 4231, count: 200, lastAt: noon, coveredSince: noon - 1000 }] }),
        timeWaitSeconds: unknown,
      }),
    );
    expect(value.owners).toEqual([{ ...owner, startedAt: '2026-06-15T12:00:00.000Z' }]);
    expect(value.attempts).toEqual([
      { ...attempt, answer: 'refused', error: '10055' },
      { ...attempt, answer: 'unknown', error: null },
    ]);
    expect(value.events).toEqual([
      { id: 4231, count: 200, lastAt: '2026-06-15T12:00:00.000Z', coveredSince: '2026-06-15T11:59:59.000Z' },
    ]);
    expect(value.timeWaitSeconds).toBeNull();
  });

  it('is no all-clear without a trend, and has an exit code of its own then', async () => {
    const calm = usage({ ports: 10, timeWait: 0 });
    const once = await answerTo(evidence({ usage: known(calm), trend: { kind: 'unknown' } }));
    expect(once).toMatchObject({ exitCode: 6, value: { conclusion: 'enough-now', trend: 'unknown' } });
    const watching = await answerTo(evidence({ usage: known(calm), trend: { kind: 'watching', remainingMs: 5 } }));
    expect(watching).toMatchObject({ exitCode: 6, value: { trend: 'unknown' } });
    const watched = await answerTo(evidence({ usage: known(calm) }));
    expect(watched).toMatchObject({ exitCode: 0, value: { conclusion: 'not-ports', trend: 'known' } });
  });

  it('watches first where that was requested, and passes on what was reported', async () => {
    expect((await answerTo(evidence(), 'diagnose --for 60 --reported 10048')).calls).toEqual([
      ['watch', 60],
      ['read', true, '10048'],
    ]);
    expect((await answerTo(evidence())).calls).toEqual([['read', true, null]]);
  });
});
