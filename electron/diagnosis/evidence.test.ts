// What is gathered on a machine that is put together by hand, and how often it is asked.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Evidence } from '../contract/diagnosis/diagnosis';
import { failure, success } from '../contract/errors/result';
import type { PracticeLoad } from '../contract/usage/usage';
import type { PortAttempt } from '../machine/interfaces/ports';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageSource } from '../machine/interfaces/usage';
import { portTable } from '../machine/common/port-table.fixture';
import { takeSample } from '../usage/sampler';
import { diagnosisReader, type DiagnosisInputs } from './evidence';

const range = { known: true, range: { start: 49_152, number: 16_384 } } as const;
const ranges = { ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range };

function attemptThat(isSimulated: boolean): PortAttempt & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    isSimulated,
    asked,
    bind: (transport, address) => {
      asked.push(`${transport} ${address}`);
      return Promise.resolve({ kind: 'refused', error: '10055' });
    },
    connect: () => Promise.reject(new Error('not asked for')),
  };
}

/** A Windows 11 whose process 7 holds two ports. */
function machineWith(over: Partial<UsageSource> = {}) {
  const calls = { listeners: 0, timeWait: 0 };
  const attempt = attemptThat(false);
  const usage: UsageSource = {
    of: 'machine',
    product: 'Windows 11',
    portTable: {
      read: () =>
        Promise.resolve(
          success(
            portTable(
              [50_000, 50_001].map((port) => ({ port, state: 5, processId: 7 })),
              Date.now(),
            ),
          ),
        ),
    },
    portRange: { read: () => Promise.resolve(success(ranges)) },
    portAttempt: attempt,
    processInspector: { inspect: () => Promise.resolve(success(new Map())) },
    ...over,
  };
  const machine = {
    kind: 'windows',
    usage,
    portRange: usage.portRange,
    registry: { readValue: () => Promise.resolve(success(null)) },
    system: {
      describe: () =>
        Promise.resolve(success({ product: 'Windows 11', version: { major: 10, minor: 0, build: 26_100 }, boot: [] })),
    },
    portClaims: {
      listeners: () => {
        calls.listeners += 1;
        return Promise.resolve(success([{ port: 443, processId: 4, name: 'System' }]));
      },
      programs: () => Promise.resolve(success(['wslservice.exe'])),
    },
  } as unknown as Machine;
  const timeWait = () => {
    calls.timeWait += 1;
    return Promise.resolve({ known: true, value: 30 } as const);
  };
  return { machine, calls, attempt, reader: diagnosisReader(machine, timeWait) };
}

async function inputs(machine: Machine, load: PracticeLoad | null = null): Promise<DiagnosisInputs> {
  const sample = await takeSample({
    ...machine.usage,
    ...(load && {
      simulated: () => ({ load, refused: 0, events: null, answers: [], processes: [] }),
      timeWaitSeconds: 240,
    }),
  });
  return {
    usage: {
      sample,
      outlook: {
        forecast: { kind: 'steady' },
        rate: { measured: null, sustainable: null, timeWaitSeconds: null },
      },
      peak: null,
    },
    trend: { kind: 'unknown' },
    lastChange: null,
    reported: '10055',
  };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

async function evidenceOf(over: Partial<UsageSource> = {}, load: PracticeLoad | null = null): Promise<Evidence> {
  const { machine, reader } = machineWith(over);
  return (await reader.read(await inputs(machine, load), true)).evidence;
}

describe('the evidence', () => {
  it('holds what the system answered, who holds the ports, what else needs some, and what was reported', async () => {
    expect(await evidenceOf()).toMatchObject({
      attempts: [
        { transport: 'tcp', address: '0.0.0.0', answer: { kind: 'refused', error: '10055' }, isSimulated: false },
        { transport: 'udp', address: '0.0.0.0', answer: { kind: 'refused', error: '10055' }, isSimulated: false },
      ],
      owners: { known: true, value: [{ processId: 7, isRunning: false, firstSeenAt: Date.now() }] },
      claims: {
        known: true,
        value: { listeners: [{ port: 443, processId: 4, name: 'System' }], programs: ['wslservice.exe'] },
      },
      timeWaitSeconds: { known: true, value: 30 },
      trend: { kind: 'unknown' },
      reported: '10055',
    });
  });

  it('asks a simulated load for nothing real, and goes by its own TIME_WAIT', async () => {
    expect(await evidenceOf({}, 'busy')).toMatchObject({
      of: 'simulated',
      attempts: [],
      owners: { known: false, reason: 'not-available' },
      timeWaitSeconds: { known: true, value: 240 },
    });
  });

  it('asks a simulated load that answers itself, and never takes that for real sockets', async () => {
    const played = { portAttempt: attemptThat(true) };
    expect((await evidenceOf(played, 'busy')).attempts).toMatchObject([{ isSimulated: true }, { isSimulated: true }]);
    expect((await evidenceOf(played)).attempts).toEqual([]);
  });

  it('says nothing about the ports that the machine needs where the sockets are those of another computer', async () => {
    expect(await evidenceOf({ of: 'this-computer', timeWaitSeconds: 60 })).toMatchObject({
      claims: { known: false, reason: 'not-available' },
      timeWaitSeconds: { known: true, value: 60 },
    });
  });

  it('asks for ports once in some seconds, and for listeners once in some minutes', async () => {
    const { machine, reader, attempt, calls } = machineWith();
    const read = async (isFresh: boolean) => reader.read(await inputs(machine), isFresh);
    await read(true);
    await read(true);
    expect([attempt.asked.length, calls.listeners]).toEqual([2, 1]);
    vi.advanceTimersByTime(6000);
    await read(false);
    expect([attempt.asked.length, calls.listeners]).toEqual([4, 1]);
    await read(true);
    expect([attempt.asked.length, calls.listeners]).toEqual([4, 2]);
    vi.advanceTimersByTime(301_000);
    await read(false);
    expect([attempt.asked.length, calls.listeners]).toEqual([6, 3]);
  });

  it('keeps the rest where listeners, programs or processes cannot be read', async () => {
    const failed = failure({ code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: 5 });
    for (const name of ['listeners', 'programs'] as const) {
      const { machine } = machineWith({ processInspector: { inspect: () => Promise.resolve(failed) } });
      const broken = { ...machine, portClaims: { ...machine.portClaims, [name]: () => Promise.resolve(failed) } };
      const reader = diagnosisReader(broken, () => Promise.resolve({ known: true, value: 120 }));
      expect((await reader.read(await inputs(machine), true)).evidence).toMatchObject({
        usage: { known: true },
        claims: { known: false, reason: 'denied' },
        owners: { known: false, reason: 'denied' },
      });
    }
  });
});
