// What is gathered on a machine that is put together by hand, and how often it is asked.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Evidence } from '../contract/diagnosis/diagnosis';
import { failure, success } from '../contract/errors/result';
import type { ChangeRecord } from '../contract/history/change-record';
import { absent, dword } from '../contract/registry/stored-value';
import type { PracticeLoad, Simulated } from '../contract/usage/usage';
import type { PortAttempt } from '../machine/interfaces/ports';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageSource } from '../machine/interfaces/usage';
import { portTable } from '../machine/common/port-table.fixture';
import { takeSample } from '../usage/sampler';
import { diagnosisReader, type DiagnosisInputs } from './evidence';

const range = { known: true, range: { start: 49_152, number: 16_384 } } as const;
const ranges = { ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range };

function realAttempt(): PortAttempt & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    isSimulated: false,
    asked,
    bind: (transport, address) => {
      asked.push(`${transport} ${address}`);
      return Promise.resolve({ kind: 'refused', error: '10055' });
    },
    connect: () => Promise.reject(new Error('not asked for')),
  };
}

const simulatedProcess = {
  processId: 7,
  startedAt: 1,
  path: 'C:\\simulated.exe',
  company: null,
  handles: 12,
  services: [],
};

const standing = (load: PracticeLoad): Simulated => ({
  load,
  refused: 0,
  events: [{ id: 4231, at: 5 }],
  answers: [
    { transport: 'tcp', address: '0.0.0.0', port: null },
    { transport: 'udp', address: '0.0.0.0', port: 50_100 },
  ],
  processes: [simulatedProcess],
});

/** A Windows 11 whose process 7 holds two ports. */
function machineWith(over: Partial<UsageSource> = {}) {
  const calls = { listeners: 0, timeWait: 0 };
  const attempt = realAttempt();
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
      excluded: () => Promise.resolve(success([{ start: 50_000, number: 60, isAdministered: true }])),
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
    ...(load && { simulated: () => standing(load), timeWaitSeconds: 240 }),
  });
  return {
    usage: {
      sample,
      outlook: {
        forecast: { kind: 'steady' },
        early: null,
        udp: null,
        remainingMs: 0,
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

  it('asks a simulated load for nothing real, but for what it tells beside its sockets', async () => {
    const { machine, reader, attempt } = machineWith();
    const { evidence } = await reader.read(await inputs(machine, 'busy'), true);
    expect(evidence).toMatchObject({
      of: 'simulated',
      attempts: [
        { transport: 'tcp', address: '0.0.0.0', answer: { kind: 'refused', error: '10055' }, isSimulated: true },
        { transport: 'udp', address: '0.0.0.0', answer: { kind: 'granted', port: 50_100 }, isSimulated: true },
      ],
      owners: { known: true, value: [{ ...simulatedProcess, isRunning: true }] },
      events: { known: true, value: { counts: [{ id: 4231, count: 1, lastAt: 5 }] } },
      excluded: { known: true, value: [{ start: 50_000, number: 60 }] },
      timeWaitSeconds: { known: true, value: 240 },
    });
    expect(attempt.asked).toEqual([]);
  });

  it('knows nothing beside the sockets of a simulated load that could not be read', async () => {
    const { machine, reader, attempt } = machineWith();
    const { usage, ...others } = await inputs(machine);
    const sample = { ok: false, takenAt: 1, error: { code: 'NOT_AVAILABLE_HERE' }, simulated: 'unreadable' } as const;
    const { evidence } = await reader.read({ ...others, usage: { ...usage, sample } }, true);
    expect(evidence).toMatchObject({
      of: 'simulated',
      attempts: [],
      owners: { known: false },
      events: { known: false, reason: 'not-available' },
    });
    expect(attempt.asked).toEqual([]);
  });

  it.each([
    ['1', false],
    ['2', true],
    [null, null],
  ] as const)(
    'knows of a value that it stored in start %s whether Windows was restarted since',
    async (boot, isStored) => {
      const { machine } = machineWith();
      const lastChange = {
        changes: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }],
        startedAt: '2026-06-15T12:00:00.000Z',
        boot: boot === null ? undefined : [{ source: 'boot-id', value: boot }],
      } as unknown as ChangeRecord;
      const reader = diagnosisReader(
        {
          ...machine,
          registry: {
            readValue: () =>
              Promise.resolve(success({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0xfe, 0xff, 0, 0) })),
          },
          system: {
            describe: () =>
              Promise.resolve(
                success({
                  product: 'Windows 11',
                  version: { major: 10, minor: 0, build: 26_100 },
                  boot: [{ source: 'boot-id', value: '1' }],
                  bootedAt: '2026-06-15T11:00:00.000Z',
                }),
              ),
          },
        } as unknown as Machine,
        () => Promise.resolve({ known: true, value: 120 }),
      );
      const { evidence } = await reader.read({ ...(await inputs(machine)), lastChange }, true);
      expect(evidence.isStoredSinceStart).toBe(isStored);
    },
  );

  it('tells the command that lists the ports of the computer that the sockets are of', async () => {
    const portsCommand = { command: 'ss -tanp', listsBound: false };
    expect(await evidenceOf({ of: 'this-computer', portsCommand })).toMatchObject({ portsCommand });
    expect(await evidenceOf({ of: 'this-computer' })).toMatchObject({ portsCommand: null });
    expect(await evidenceOf({})).toMatchObject({ portsCommand: { command: 'netstat -anoq', listsBound: true } });
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
    await reader.read({ ...(await inputs(machine)), reported: null }, true);
    expect([attempt.asked.length, calls.listeners], 'somebody reported something else').toEqual([2, 1]);
    vi.advanceTimersByTime(6000);
    await read(false);
    expect([attempt.asked.length, calls.listeners]).toEqual([4, 1]);
    await read(true);
    expect([attempt.asked.length, calls.listeners]).toEqual([4, 2]);
    vi.advanceTimersByTime(301_000);
    await read(false);
    expect([attempt.asked.length, calls.listeners]).toEqual([6, 3]);
  });

  it('asks no question again whatever is reported, but one more that it asks for', async () => {
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve({ kind: 'granted', port: 50_000 } as const);
    };
    const { machine, reader } = machineWith({
      portAttempt: {
        isSimulated: false,
        bind: (transport, address) => ask(`${transport} ${address}`),
        connect: (ip) => ask(`connect ${ip}`),
      },
    });
    const of = await inputs(machine);
    for (const reported of [null, '10055', null, '10013', '10055', '10048', null] as const)
      await reader.read({ ...of, reported }, true);
    expect(asked).toEqual(['tcp 0.0.0.0', 'udp 0.0.0.0', 'tcp 192.0.2.1', 'connect ipv4']);
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
