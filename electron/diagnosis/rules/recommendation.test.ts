import { describe, expect, it } from 'vitest';
import { brokenLimit } from '../../contract/port-ranges/dynamic-ranges';
import { verdictOf } from '../verdict';
import {
  all,
  at,
  attempt,
  event,
  evidence,
  known,
  logged,
  process,
  range,
  rising,
  server,
  server2003,
  unknown,
  usage,
} from '../verdict.fixture';
import { edges } from './edges.fixture';
import { modern, old, situations } from './rows.fixture';
import { expertSituations } from './situations.fixture';

const recommended = (is: Parameters<typeof verdictOf>[0]) => verdictOf(is).recommendation;
const heavy = { ports: 9600, processes: [process({ ESTABLISHED: 9000 }, { name: 'sqlservr.exe', growth: 0 })] };
const listener = (port: number) => ({ port, processId: 4, name: 'System' });

describe('the recommended change', () => {
  it('widens both versions of IP, by a quarter at least', () => {
    const claims = known({ listeners: [listener(5985), listener(47001)], programs: ['explorer.exe'] });
    expect(recommended(modern(heavy, { claims }))).toEqual({
      kind: 'range',
      names: ['ipv4Tcp', 'ipv6Tcp'],
      range: { start: 45000, number: 20536 },
      usableBefore: 16384,
      usableAfter: 20536,
      start: { code: 'enough', needed: 20480 },
      end: { code: 'limit' },
      isEnough: true,
      listeners: [listener(47001)],
      excluded: 0,
      leavesWslBlock: null,
    });
  });

  it('moves away from excluded ranges, which are not counted', () => {
    const excluded = [{ start: 49500, number: 16000 }];
    const is = modern({ ports: 120, usable: 384, excluded: 16000 }, { excluded: known(excluded) });
    expect(recommended(is)).toMatchObject({
      kind: 'range',
      usableBefore: 384,
      range: { start: 33000 },
      usableAfter: 16536,
    });
  });

  it('widens UDP where UDP is exhausted, and says whose ports it could not look at', () => {
    const is = modern({
      ranges: [range('ipv4Udp', { ports: 16384 })],
      udpProcesses: [process({ OTHER: 16050 }, { processId: 1600, name: 'dns.exe' })],
    });
    expect(recommended(is)).toMatchObject({
      kind: 'range',
      names: ['ipv4Udp', 'ipv6Udp'],
      range: { start: 32000, number: 33536 },
      listeners: null,
      excluded: null,
    });
  });

  it('widens the version of IP that is full', () => {
    const is = modern(
      { ports: 400, usable: 64511, ranges: [range('ipv6Tcp', { ports: 16384, busiest: at('::1', 16384) })] },
      { ranges: { ...all({ start: 1025, number: 64511 }), ipv6Tcp: known({ start: 49152, number: 16384 }) } },
    );
    expect(recommended(is)).toMatchObject({ kind: 'range', names: ['ipv6Tcp'], range: { start: 32000 } });
  });

  it('raises MaxUserPort on Server 2003', () => {
    expect(recommended(old({ ports: 2900 }))).toMatchObject({
      kind: 'MaxUserPort',
      names: ['ipv4Tcp'],
      range: { start: 1025, number: 16976 },
      usableBefore: 3976,
      end: { code: 'enough', needed: 16384 },
    });
  });

  it('leaves WSL its ports where it runs, or may run', () => {
    const widest = { ports: 40000, usable: 40000 };
    const ranges = all({ start: 25536, number: 40000 });
    for (const claims of [known({ listeners: [], programs: ['wslservice.exe'] }), unknown])
      expect(recommended(modern(widest, { ranges, claims }))).toMatchObject({
        range: { start: 5120 },
        start: { code: 'wsl-block' },
        leavesWslBlock: true,
        isEnough: false,
      });
  });

  it('is for the rate of one server as well', () => {
    const is = modern({ ports: 3000, timeWait: 2500, endpoints: [server('10.0.0.9', 2500, { newPerSecond: 200 })] });
    expect(recommended(is)).toMatchObject({ kind: 'range', start: { code: 'enough', needed: 48000 } });
  });

  it('takes a rise for more than there is now', () => {
    expect(recommended(modern({ ports: 5000, forecast: rising(600, 19) }))).toMatchObject({
      start: { code: 'enough', needed: 32768 },
    });
  });

  // prettier-ignore
  it.each([
    ['enough-ports', modern({})],
    ['cause-unknown', modern({}, { trend: { kind: 'unknown' } })],
    ['leak', modern({ ports: 4000, processes: [process({ CLOSE_WAIT: 2500 })] })],
    ['leak', modern({ ports: 16384, processes: [process({ CLOSE_WAIT: 9000 })] })],
    ['cause-unknown', modern({ bound: null }, { events: unknown })],
    ['cause-unknown', modern({ peak: { ports: 16000, usable: 16384, at: 0, since: 0 } })],
    ['cause-unknown', modern({}, { attempts: [attempt({ kind: 'refused', error: '10055' })] })],
    ['little-gain', modern({}, logged(event(4227)))],
    ['enough-ports', modern({}, { reported: '10013', excluded: known([{ start: 50_000, number: 60 }]) })],
    ['restart-first', old({ ports: 3976 }, {}, 65534)],
    ['widest-already', modern({ ports: 60000, usable: 64511 }, { ranges: all({ start: 1025, number: 64511 }) })],
    ['range-unknown', modern({ ports: 13500 }, { windows: unknown })],
    ['range-unknown', modern({ ports: 13500 }, { ranges: { ...all({ start: 49152, number: 16384 }), ipv4Tcp: unknown } })],
    ['other-computer', modern({ ports: 13500 }, { of: 'this-computer' })],
    ['range-unknown', evidence({ usage: known(usage({ ports: 3000, usable: 3976 })), maxUserPort: unknown }, server2003)],
  ] as const)('is none where there is none to give: %s (%#)', (why, is) => {
    expect(recommended(is)).toEqual({ kind: 'none', why });
  });

  it('always gives more ports, within the limits, where the next step is to widen', () => {
    for (const { when, is } of [...situations, ...edges, ...expertSituations]) {
      const { recommendation, nextStep } = verdictOf(is);
      if (recommendation.kind !== 'none') {
        expect(recommendation.usableAfter, when).toBeGreaterThan(recommendation.usableBefore);
        if (recommendation.kind === 'range') expect(brokenLimit(recommendation.range), when).toBeNull();
      } else if (nextStep.code === 'widen' && nextStep.lever !== null) {
        expect(recommendation.why, when).toBe('range-unknown');
      }
    }
  });

  it('does not wait for a restart where the dynamic range is at hand', () => {
    const is = modern({ ports: 13500 }, { isStoredSinceStart: false }, 65534);
    expect(verdictOf(is)).toMatchObject({
      nextStep: { code: 'widen', lever: 'dynamic-range' },
      recommendation: { kind: 'range' },
    });
  });
});
