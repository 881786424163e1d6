import { describe, expect, it } from 'vitest';
import type { ChangeRecord } from '../contract/history/change-record';
import type { BootIdentity } from '../contract/machine/boot-identity';
import { absent, dword, type StoredValue } from '../contract/registry/stored-value';
import { success } from '../contract/errors/result';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import { timeWaitAtStart, timeWaitReader, type TimeWaitFacts } from './time-wait';

const parameter = { min: 2, max: 300, defaultValue: 120 };
const thisStart: BootIdentity = [{ source: 'kernel-boot-id', value: '9' }];
const earlier: BootIdentity = [{ source: 'kernel-boot-id', value: '8' }];
const before = (value: StoredValue, after: StoredValue, boot: BootIdentity = thisStart) => ({
  before: value,
  after,
  boot,
});
const facts = (over: Partial<TimeWaitFacts>): TimeWaitFacts => ({
  parameter,
  stored: absent,
  steps: [],
  boot: thisStart,
  ...over,
});
const seconds = (over: Partial<TimeWaitFacts>) => {
  const reading = timeWaitAtStart(facts(over));
  return reading.known ? reading.value : 'unknown';
};

describe('timeWaitAtStart', () => {
  it.each<[string, Partial<TimeWaitFacts>, number | 'unknown']>([
    ['nothing was ever stored', {}, 120],
    [
      'it was stored by this program before the start',
      { stored: dword(30), steps: [before(absent, dword(30), earlier)] },
      30,
    ],
    ['it was stored since the start', { stored: dword(30), steps: [before(absent, dword(30))] }, 120],
    [
      'it was changed twice since the start',
      { stored: dword(30), steps: [before(absent, dword(60)), before(dword(60), dword(30))] },
      120,
    ],
    [
      'it was changed before the start and again since',
      { stored: dword(30), steps: [before(absent, dword(60), earlier), before(dword(60), dword(30))] },
      60,
    ],
    [
      'a change of it was undone since the start',
      { stored: absent, steps: [before(absent, dword(30)), before(dword(30), absent)] },
      120,
    ],
    [
      'a change of it was undone, and the value of before the start was deleted',
      { stored: absent, steps: [before(absent, dword(60), earlier), before(dword(60), absent)] },
      60,
    ],
    ['somebody else stored it, nobody knows when', { stored: dword(30) }, 'unknown'],
    ['somebody else stored the default', { stored: dword(120) }, 120],
    ['it is out of range, so that Windows takes its default', { stored: dword(600) }, 120],
    [
      'somebody else changed it after this program',
      { stored: dword(60), steps: [before(absent, dword(30), earlier)] },
      'unknown',
    ],
    [
      'somebody else had changed it before this program did',
      { stored: dword(30), steps: [before(absent, dword(90), earlier), before(dword(60), dword(30))] },
      'unknown',
    ],
    [
      'the start cannot be told',
      { stored: dword(30), steps: [{ before: absent, after: dword(30), boot: undefined }] },
      'unknown',
    ],
    [
      'the start cannot be told, and does not matter',
      { stored: dword(120), steps: [{ before: absent, after: dword(120), boot: undefined }] },
      120,
    ],
    ['the history cannot be read', { steps: null }, 'unknown'],
  ])('is right where %s', (_, over, expected) => {
    expect(seconds(over)).toBe(expected);
  });

  it('says why it is unknown', () => {
    expect(timeWaitAtStart(facts({ stored: dword(30) }))).toEqual({
      known: false,
      reason: 'not-available',
      detail: 'whether TcpTimedWaitDelay was stored before Windows started is unknown',
    });
  });
});

const record = (over: Partial<ChangeRecord>): ChangeRecord =>
  ({
    id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f',
    reason: 'apply',
    state: 'applied',
    changes: [{ name: 'TCPTimedWaitDelay', before: absent, after: dword(30) }],
    boot: thisStart,
    ...over,
  }) as ChangeRecord;

/** A Windows 11 that stores `stored`, with these changes in its history. */
function machineWith(stored: number | null, records: readonly ChangeRecord[]) {
  let readings = 0;
  const machine = {
    system: {
      describe: () => Promise.resolve(success({ version: { major: 10, minor: 0, build: 26100 }, boot: thisStart })),
    },
    registry: {
      readValue: () =>
        Promise.resolve(success(stored === null ? null : { name: '', type: 4, data: Uint8Array.of(stored, 0, 0, 0) })),
    },
  } as unknown as Machine;
  const log = {
    standing: () => Promise.resolve({ open: [], latest: records.at(-1) ?? null, faults: [] }),
    read: () => {
      readings += 1;
      return Promise.resolve({ records, faults: [] });
    },
  } as unknown as ChangeLog;
  return { read: timeWaitReader(machine, log), readings: () => readings };
}

describe('timeWaitReader', () => {
  it('goes by the history, which it reads once for as long as nothing is added', async () => {
    const { read, readings } = machineWith(30, [record({})]);
    expect(await read()).toEqual({ known: true, value: 120 });
    expect(await read()).toEqual({ known: true, value: 120 });
    expect(readings()).toBe(1);
  });

  it('does not read a history in which nothing was changed', async () => {
    const { read, readings } = machineWith(null, []);
    expect(await read()).toEqual({ known: true, value: 120 });
    expect(readings()).toBe(0);
  });

  it('passes over a change that was put back at once', async () => {
    const { read } = machineWith(null, [record({ state: 'rolled-back' })]);
    expect(await read()).toEqual({ known: true, value: 120 });
  });

  it('follows a change that was cut off and put back later', async () => {
    const { read } = machineWith(null, [
      record({ state: 'rolled-back' }),
      record({
        id: '4f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f',
        reason: 'recovery',
        reverses: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f',
        changes: [{ name: 'TcpTimedWaitDelay', before: dword(30), after: absent }],
      }),
    ]);
    expect(await read()).toEqual({ known: true, value: 120 });
  });
});
