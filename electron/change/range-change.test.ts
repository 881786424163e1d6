// A change of dynamic port ranges is a change like any other: backed up, recorded, read back, rolled back, undone.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../backup/manifest';
import { backupStore } from '../backup/store';
import { changeLog } from '../history/change-log';
import { changeRecordSchema } from '../contract/history/change-record.schema';
import type { StageReport } from '../contract/change/stages.schema';
import type { Change, RangeChange } from '../contract/change/change';
import type { PortRange, RangeName } from '../contract/port-ranges/dynamic-ranges';
import { absent, dword } from '../contract/registry/stored-value';
import { realDisk } from '../machine/common/disk';
import type { Machine } from '../machine/interfaces/machine';
import { activeFaults, type Fault } from '../machine/practice/faults';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { historyCsv, readHistory } from '../services/history-view';
import { carryOut, refuseDrift, type ChangeTools } from './apply';
import { stillMoved } from './moved-ranges';
import { interruptedChange, settle } from './recovery';
import { undo } from './undo';
import { testFolder } from '../machine/common/test-folder.fixture';

const standard = { start: 49152, number: 16384 };
const wide = { start: 10000, number: 55535 };
const ipv4: RangeChange = { name: 'Dynamic ports IPv4 TCP', range: 'ipv4Tcp', before: standard, after: wide };
const ipv6: RangeChange = { name: 'Dynamic ports IPv6 TCP', range: 'ipv6Tcp', before: standard, after: wide };
const delay: Change = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };

let folder: string;
let machine: Machine;

beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  await machine.practice?.reset('windows11');
});

const log = () => changeLog(machine.disk, folder);
const tools = (more: Partial<ChangeTools> = {}): ChangeTools => ({
  machine,
  backups: backupStore(machine, join(folder, 'backups'), log(), '1.0.0'),
  log: log(),
  programVersion: '1.0.0',
  confirm: () => Promise.resolve(true),
  report: () => undefined,
  ...more,
});
const faults = (some: Fault[]) => writeFile(join(folder, 'practice', 'faults.json'), JSON.stringify(some));
const ranges = async () => {
  const read = await machine.portRange.read();
  return read.ok ? read.value : null;
};
const known = (range: typeof standard) => ({ known: true, range });

describe('a change of ranges', () => {
  it('is in effect at once, recorded with the previous ranges, and undone', async () => {
    const applied = await carryOut(tools(), [delay, ipv4, ipv6], 'apply');
    if (!applied.ok) throw new Error(applied.error.code);
    expect(await ranges()).toMatchObject({ ipv4Tcp: known(wide), ipv6Tcp: known(wide), ipv4Udp: known(standard) });
    const names = await readdir(join(folder, 'backups'));
    const manifest = readManifest(
      await readFile(join(folder, 'backups', names.find((name) => name.endsWith('.json')) ?? ''), 'utf8'),
    );
    expect(manifest?.portRanges?.ipv4Tcp).toEqual(known(standard));
    expect(await log().read()).toMatchObject({
      faults: [],
      records: [{ state: 'applied', changes: [delay, ipv4, ipv6] }],
    });

    await machine.practice?.restart();
    expect(await ranges()).toMatchObject({ ipv4Tcp: known(wide) });
    expect(await undo(tools(), applied.value.id)).toMatchObject({ ok: true });
    expect(await ranges()).toMatchObject({ ipv4Tcp: known(standard), ipv6Tcp: known(standard) });
  });

  it.each([
    ['access-denied', 'write-refused'],
    ['does-not-stick', 'did-not-stick'],
  ] as const)('is rolled back when the second range fails (%s)', async (kind, cause) => {
    await faults([{ kind, name: ipv6.name }]);
    expect(await carryOut(tools(), [delay, ipv4, ipv6], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'CHANGE_FAILED', name: ipv6.name, cause, left: [] },
    });
    expect(await ranges()).toMatchObject({ ipv4Tcp: known(standard), ipv6Tcp: known(standard) });
    expect(await machine.registry.readValue('TcpTimedWaitDelay')).toEqual({ ok: true, value: null });
  });

  it('is held against one reading of all ranges', async () => {
    let readings = 0;
    const read = () => {
      readings += 1;
      return machine.portRange.read();
    };
    const counted = { registry: machine.registry, portRange: { ...machine.portRange, read } };
    expect(await refuseDrift(counted, [delay, ipv4, ipv6])).toMatchObject({ ok: true });
    expect(readings).toBe(1);
    await machine.portRange.write('ipv6Tcp', wide);
    expect(await refuseDrift(counted, [delay, ipv4, ipv6])).toMatchObject({
      error: { code: 'DRIFTED', drift: [{ name: ipv6.name, expected: standard, found: wide }] },
    });
  });

  it('is refused when somebody else set the range meanwhile', async () => {
    await machine.portRange.write('ipv4Tcp', { start: 20000, number: 1000 });
    expect(await carryOut(tools(), [ipv4], 'apply')).toEqual({
      ok: false,
      error: {
        code: 'DRIFTED',
        drift: [{ name: ipv4.name, expected: standard, found: { start: 20000, number: 1000 } }],
      },
    });
  });

  it('is found and put back after it was cut off', async () => {
    await faults([{ kind: 'hangs', when: 'after', name: ipv6.name }]);
    await new Promise<void>((resolve) => {
      const report = ({ stage, name }: StageReport) => {
        if (stage === 'writing' && name === ipv6.name) resolve();
      };
      void carryOut(tools({ report }), [ipv4, ipv6], 'apply');
    });
    await expect.poll(ranges).toMatchObject({ ipv6Tcp: known(wide) });
    await rm(join(folder, 'practice', 'faults.json'));
    const info = await interruptedChange(machine, log());
    expect(info).toMatchObject({
      ok: true,
      value: { values: [{ stands: 'as-wanted', now: wide }, { stands: 'as-wanted' }] },
    });
    if (!info.ok || !info.value) throw new Error('nothing was interrupted');
    expect(await settle(tools(), info.value.record.id, 'restore')).toMatchObject({
      ok: true,
      value: { reason: 'recovery', state: 'applied' },
    });
    expect(await ranges()).toMatchObject({ ipv4Tcp: known(standard), ipv6Tcp: known(standard) });
  });

  it('appears in the history with its IP versions, and cannot be undone over a later one', async () => {
    const applied = await carryOut(tools(), [ipv4], 'apply');
    if (!applied.ok) throw new Error(applied.error.code);
    await machine.portRange.write('ipv4Tcp', { start: 20000, number: 1000 });
    const history = await readHistory(await log().read(), machine);
    expect(history).toMatchObject({
      ok: true,
      value: { entries: [{ undo: 'changed-since', inTheWay: [ipv4.name] }, {}] },
    });
    expect(historyCsv((await log().read()).events)).toContain(
      'Dynamic ports IPv4 TCP,start 49152 number 16384,start 10000 number 55535',
    );
  });
});

describe('a range that moves along with another one', () => {
  const udp: RangeChange = { name: 'Dynamic ports IPv4 UDP', range: 'ipv4Udp', before: standard, after: wide };
  const moved: RangeChange = { name: 'Dynamic ports IPv6 UDP', range: 'ipv6Udp', before: standard, after: wide };
  const isShared = { kind: 'moves-along', name: udp.name } as const;
  const elsewhere = { start: 20000, number: 1000 };
  const backTo = (change: RangeChange) => ({ ...change, before: change.after, after: change.before });
  const everywhere = { ipv4Tcp: known(standard), ipv4Udp: known(wide), ipv6Tcp: known(standard), ipv6Udp: known(wide) };

  it('is told with the change, kept in the record, and written by no undo', async () => {
    await faults([isShared]);
    const applied = await carryOut(tools(), [udp], 'apply');
    expect(applied).toMatchObject({ ok: true, value: { changes: [udp], movedAlong: [moved] } });
    expect(await ranges()).toEqual(everywhere);
    const { records, events } = await log().read();
    expect(records).toMatchObject([{ state: 'applied', movedAlong: [moved] }]);
    expect(events.at(-1)).toMatchObject({ changes: [udp] });
    await faults([]);
    expect(await undo(tools(), records[0]?.id ?? '')).toMatchObject({ ok: true, value: { changes: [backTo(udp)] } });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(wide) });
  });

  it('comes back with the undo where it still moves along, and that is told', async () => {
    await faults([isShared]);
    const applied = await carryOut(tools(), [udp], 'apply');
    const undone = await undo(tools(), applied.ok ? applied.value.id : '');
    expect(undone).toMatchObject({ ok: true, value: { movedAlong: [backTo(moved)] } });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(standard) });
  });

  it.each<[string, PortRange]>([
    ['another one', elsewhere],
    ['the same', wide],
  ])('is nobody’s to overwrite, and in no way, when somebody set it to %s since', async (_, own) => {
    await faults([isShared]);
    const applied = await carryOut(tools(), [udp], 'apply');
    await faults([]);
    await machine.portRange.write('ipv6Udp', own);
    expect(await readHistory(await log().read(), machine)).toMatchObject({
      value: { entries: [{ undo: 'possible', inTheWay: [] }, {}] },
    });
    expect(await undo(tools(), applied.ok ? applied.value.id : '')).toMatchObject({ ok: true });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(own) });
  });

  it('blocks nothing where it cannot be read any more', async () => {
    await faults([isShared]);
    const applied = await carryOut(tools(), [udp], 'apply');
    const unread = withoutIpv6();
    expect(await readHistory(await log().read(), unread)).toMatchObject({
      value: { entries: [{ undo: 'possible' }, {}] },
    });
    expect(await undo(tools({ machine: unread }), applied.ok ? applied.value.id : '')).toMatchObject({ ok: true });
    expect(applied.ok && stillMoved(applied.value, null)).toEqual([moved]);
  });

  it('is none of the change where it is not what was requested', async () => {
    const set = setting('ipv6Udp', elsewhere);
    const applied = await carryOut(tools({ machine: set }), [udp], 'apply');
    expect(applied.ok && applied.value.movedAlong).toBeUndefined();
    await faults([{ kind: 'access-denied', name: ipv4.name }]);
    expect(await undo(tools(), applied.ok ? applied.value.id : '')).toMatchObject({ ok: true });
    const refused = await carryOut(tools({ machine: set }), [udp, ipv4], 'apply');
    expect(refused).toMatchObject({ error: { code: 'CHANGE_FAILED', left: [] } });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(elsewhere) });
  });

  it('is no success where both were requested, each another one', async () => {
    const narrow = { start: 20000, number: 1000 };
    await faults([{ kind: 'moves-along', name: moved.name }]);
    expect(await carryOut(tools(), [udp, { ...moved, after: narrow }], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'CHANGE_FAILED', name: udp.name, cause: 'did-not-stick', left: [] },
    });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(standard) });
  });

  it('is told, and not put back, when a later write fails', async () => {
    await faults([isShared, { kind: 'access-denied', name: ipv4.name }]);
    const alone = onlyOnce(isShared);
    expect(await carryOut(tools({ machine: alone }), [udp, ipv4], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'CHANGE_FAILED', name: ipv4.name, left: [], movedAlong: [moved] },
    });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(standard), ipv6Udp: known(wide) });
    expect(await log().read()).toMatchObject({ records: [{ state: 'rolled-back', movedAlong: [moved] }] });
  });

  it('that was requested is put back again where another put-back moved it', async () => {
    const other = { start: 30000, number: 2000 };
    await machine.portRange.write('ipv4Udp', other);
    const [first, second] = [moved, { ...udp, before: other }];
    await faults([
      { kind: 'moves-along', name: first.name },
      { kind: 'access-denied', name: ipv4.name },
    ]);
    const failed = await carryOut(tools(), [first, second, ipv4], 'apply');
    expect(failed).toMatchObject({ error: { code: 'CHANGE_FAILED', name: ipv4.name, left: [] } });
    expect(await ranges()).toMatchObject({ ipv4Udp: known(other), ipv6Udp: known(standard) });
  });

  it('that was requested is left over where it was moved before its own write, and the change stays open', async () => {
    await faults([isShared, { kind: 'access-denied', name: ipv4.name }]);
    const failed = await carryOut(tools({ machine: onlyOnce(isShared) }), [udp, ipv4, moved], 'apply');
    expect(failed).toMatchObject({
      error: { code: 'CHANGE_FAILED', name: ipv4.name, left: [{ name: moved.name, before: standard, after: wide }] },
    });
    expect((await log().standing()).open).toHaveLength(1);
  });

  it('is left alone after the change was cut off, and told where it is kept', async () => {
    for (const action of ['restore', 'keep'] as const) {
      await faults([isShared, { kind: 'hangs', when: 'after', name: ipv4.name }]);
      void carryOut(tools(), [udp, ipv4], 'apply');
      await expect.poll(ranges).toMatchObject({ ipv4Tcp: known(wide) });
      await faults([]);
      // Somebody else's range is none of this change.
      await machine.portRange.write('ipv6Tcp', { start: 30000, number: 1000 });
      const info = await interruptedChange(machine, log());
      if (!info.ok || !info.value) throw new Error('nothing was interrupted');
      expect(info.value.values.map(({ change, stands }) => [change.name, stands])).toEqual([
        [udp.name, 'as-wanted'],
        [ipv4.name, 'as-wanted'],
      ]);
      const settled = await settle(tools(), info.value.record.id, action);
      if (!settled.ok) throw new Error(settled.error.code);
      const [cutOff] = (await log().read()).records.filter(({ id }) => id === info.value?.record.id);
      expect(cutOff && stillMoved(cutOff, await ranges())).toEqual([moved]);
      if (action === 'keep') {
        expect(settled.value).toMatchObject({ state: 'kept', movedAlong: [moved] });
        expect(await undo(tools(), settled.value.id)).toMatchObject({ ok: true });
      }
      expect(await ranges()).toMatchObject({
        ipv4Tcp: known(standard),
        ipv4Udp: known(standard),
        ipv6Udp: known(wide),
        ipv6Tcp: known({ start: 30000, number: 1000 }),
      });
      await machine.portRange.write('ipv6Udp', standard);
    }
  });

  it('is not reported where it could not be read', async () => {
    await faults([isShared]);
    const applied = await carryOut(tools({ machine: withoutIpv6() }), [udp], 'apply');
    expect(applied.ok && applied.value.movedAlong).toBeUndefined();
  });

  /** No reading tells the UDP range of IPv6. */
  function withoutIpv6(): Machine {
    const read = async () => {
      const now = await machine.portRange.read();
      return now.ok ? { ...now, value: { ...now.value, ipv6Udp: { known: false, raw: 'IPv6 is off' } as const } } : now;
    };
    return { ...machine, portRange: { ...machine.portRange, read } };
  }

  /** Whenever a range is written, somebody sets `range` too. */
  function setting(range: RangeName, own: PortRange): Machine {
    const write: Machine['portRange']['write'] = async (...args) => {
      await machine.portRange.write(range, own);
      return machine.portRange.write(...args);
    };
    return { ...machine, portRange: { ...machine.portRange, write } };
  }

  /** The first write of a range is the only one that `fault` is about; the others stay. */
  function onlyOnce(fault: Fault): Machine {
    const write: Machine['portRange']['write'] = async (...args) => {
      const written = await machine.portRange.write(...args);
      await faults((await activeFaults(join(folder, 'practice'))).filter(({ kind }) => kind !== fault.kind));
      return written;
    };
    return { ...machine, portRange: { ...machine.portRange, write } };
  }
});

describe('a change record', () => {
  it('reads an entry from before ranges could be changed', () => {
    const entry = {
      id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f',
      reason: 'apply',
      state: 'applied',
      startedAt: '2026-01-02T10:00:00.000Z',
      endedAt: '2026-01-02T10:00:01.000Z',
      changes: [
        { name: 'MaxUserPort', before: { present: false }, after: { present: true, type: 4, hex: 'feff0000' } },
      ],
      backup: {
        id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f',
        file: 'f',
        folder: 'd',
        createdAt: '2026-01-02T10:00:00.000Z',
        sizeInBytes: 1,
        sha256: '0'.repeat(64),
        valueCount: 1,
        writtenBy: 'reg.exe',
      },
      bootedAt: '2026-01-01T08:00:00.000Z',
      computerName: 'PC',
      userName: 'user',
      programVersion: '1.0.0',
    };
    expect(changeRecordSchema.parse(entry)).toEqual(entry);
  });
});
