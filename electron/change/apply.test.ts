import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../backup/manifest';
import { backupStore } from '../backup/store';
import type { StageReport } from '../contract/change/stages.schema';
import { success, type Result } from '../contract/errors/result';
import type { ValueChange } from '../contract/change/change';
import { absent, dword, storedFrom, type StoredValue } from '../contract/registry/stored-value';
import { realDisk } from '../machine/common/disk';
import type { Machine } from '../machine/interfaces/machine';
import type { Registry } from '../machine/interfaces/registry';
import type { Fault } from '../machine/practice/faults';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { changeLog } from '../history/change-log';
import { carryOut, type ChangeTools } from './apply';
import { readStored } from './read-values';
import { interruptedChange, settle } from './recovery';
import { lastToUndo, undo } from './undo';
import { testFolder } from '../machine/common/test-folder.fixture';

const raise: ValueChange = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const shorten: ValueChange = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };

let folder: string;
let machine: Machine;
let stages: StageReport[];

beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  stages = [];
});

function tools(more: Partial<ChangeTools> = {}): ChangeTools {
  const log = changeLog(machine.disk, folder);
  return {
    machine,
    backups: backupStore(machine, join(folder, 'backups'), log, '1.0.0'),
    log,
    programVersion: '1.0.0',
    confirm: () => Promise.resolve(true),
    report: (report) => stages.push(report),
    ...more,
  };
}

const practiceFile = () => readFile(join(folder, 'practice', 'windows.json'), 'utf8');
const faults = (some: Fault[]) => writeFile(join(folder, 'practice', 'faults.json'), JSON.stringify(some));
const registry = async () => JSON.stringify(await machine.registry.readTree());

describe('a change', () => {
  it('is refused without administrator rights, before anybody is asked and anything is backed up', async () => {
    const system = await machine.system.describe();
    if (!system.ok) throw new Error(system.error.code);
    const plain = {
      ...machine.system,
      describe: () => Promise.resolve({ ok: true, value: { ...system.value, isElevated: false } } as const),
    };
    const before = await registry();
    const result = await carryOut(tools({ machine: { ...machine, system: plain } }), [raise], 'apply');
    expect(result).toEqual({ ok: false, error: { code: 'NOT_ELEVATED', action: 'registry.write' } });
    expect(stages).toEqual([{ stage: 'reading', name: null }]);
    expect(await registry()).toBe(before);
    expect(await tools().log.read()).toMatchObject({ records: [], faults: [] });
  });

  it('goes through its stages in order, and leaves a closed journal entry with its backup', async () => {
    const result = await carryOut(tools(), [raise, shorten], 'apply');
    expect(result).toMatchObject({ ok: true, value: { state: 'applied', changes: [raise, shorten] } });
    expect(stages.map(({ stage, name }) => (name ? `${stage} ${name}` : stage))).toEqual([
      'reading',
      'confirming',
      'backing-up',
      'comparing',
      'writing MaxUserPort',
      'reading-back MaxUserPort',
      'writing TcpTimedWaitDelay',
      'reading-back TcpTimedWaitDelay',
      'closing',
    ]);
    expect(await tools().log.read()).toMatchObject({ records: [{ state: 'applied' }] });
    expect(await practiceFile()).toContain('feff0000');
  });

  it('reads the dynamic port ranges once, and records them as its backup has them', async () => {
    let readings = 0;
    const read = () => {
      readings += 1;
      return machine.portRange.read();
    };
    const ofMachine = { ...machine, portRange: { ...machine.portRange, read } };
    const backups = backupStore(ofMachine, join(folder, 'backups'), changeLog(machine.disk, folder), '1.0.0');
    const result = await carryOut(tools({ machine: ofMachine, backups }), [raise, shorten], 'apply');
    if (!result.ok) throw new Error(result.error.code);
    expect(readings).toBe(1);
    const manifest = readManifest(await readFile(result.value.backup.file.replace(/reg$/, 'json'), 'utf8'));
    expect(manifest?.portRanges).toMatchObject({ ipv4Tcp: { known: true } });
    expect(result.value.rangesBefore).toEqual(manifest?.portRanges);
  });

  it('writes nothing when the person chooses Cancel', async () => {
    const before = await practiceFile();
    expect(await carryOut(tools({ confirm: () => Promise.resolve(false) }), [raise], 'apply')).toEqual({
      ok: false,
      error: { code: 'NOT_CONFIRMED' },
    });
    expect(await practiceFile()).toBe(before);
  });

  it('writes nothing when a value is not what the plan saw', async () => {
    const before = await practiceFile();
    const planned = { ...raise, before: dword(6000) };
    expect(await carryOut(tools(), [planned], 'apply')).toEqual({
      ok: false,
      error: { code: 'DRIFTED', drift: [{ name: 'MaxUserPort', expected: dword(6000), found: absent }] },
    });
    expect(await practiceFile()).toBe(before);
  });

  it('writes nothing when somebody else changes the value during the confirmation', async () => {
    const confirm = async () => {
      await faults([{ kind: 'changed-by-another', name: 'MaxUserPort', value: 7000 }]);
      return true;
    };
    const result = await carryOut(tools({ confirm }), [raise], 'apply');
    expect(result).toMatchObject({ ok: false, error: { code: 'DRIFTED', drift: [{ found: dword(7000) }] } });
    expect(stages.some(({ stage }) => stage === 'writing')).toBe(false);
  });

  it('writes nothing when the disk is full', async () => {
    await faults([{ kind: 'disk-full' }]);
    const before = await practiceFile();
    expect(await carryOut(tools(), [raise], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'BACKUP_FAILED', reason: 'disk-full' },
    });
    expect(await practiceFile()).toBe(before);
  });

  it.each([
    ['access-denied', 'write-refused'],
    ['does-not-stick', 'did-not-stick'],
  ] as const)('rolls the first value back when the second fails (%s)', async (kind, cause) => {
    const before = await registry();
    await faults([{ kind, name: 'TcpTimedWaitDelay' }]);
    expect(await carryOut(tools(), [raise, shorten], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'CHANGE_FAILED', name: 'TcpTimedWaitDelay', cause, left: [] },
    });
    expect(await registry()).toBe(before);
    expect(await tools().log.read()).toMatchObject({ records: [{ state: 'rolled-back' }] });
  });

  it('reports what is left, and keeps the way back open, when the rollback fails too', async () => {
    const { registry: real } = machine;
    const stuck: Machine = {
      ...machine,
      registry: {
        ...real,
        deleteValue: () =>
          Promise.resolve({ ok: false, error: { code: 'ACCESS_DENIED', action: 'registry.delete', windowsCode: 5 } }),
      },
    };
    await faults([{ kind: 'access-denied', name: 'TcpTimedWaitDelay' }]);
    expect(await carryOut(tools({ machine: stuck }), [raise, shorten], 'apply')).toMatchObject({
      ok: false,
      error: { code: 'CHANGE_FAILED', left: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }] },
    });
    expect(await interruptedChange(machine, tools().log)).toMatchObject({
      ok: true,
      value: { values: [{ stands: 'as-wanted' }, { stands: 'as-before' }] },
    });
  });

  it('is undone to absence, once', async () => {
    const before = await registry();
    const applied = await carryOut(tools(), [raise, shorten], 'apply');
    if (!applied.ok) throw new Error(applied.error.code);
    expect(await undo(tools(), applied.value.id)).toMatchObject({
      ok: true,
      value: { reason: 'undo', state: 'applied' },
    });
    expect(await registry()).toBe(before);
    expect(await undo(tools(), applied.value.id)).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });

  it('stays in effect when the history cannot be closed, and is left open there', async () => {
    const real = tools().log;
    const full: ChangeTools['log'] = {
      ...real,
      append: (...entries) =>
        entries.some(({ kind }) => kind === 'change-closed')
          ? Promise.resolve({ ok: false, error: { code: 'STORAGE_FAILED', detail: 'disk full' } })
          : real.append(...entries),
    };
    expect(await carryOut(tools({ log: full }), [raise], 'apply')).toMatchObject({
      ok: true,
      value: { state: 'open' },
    });
    expect(await readStored(machine.registry, 'MaxUserPort')).toEqual(success(dword(65534)));
    expect(await interruptedChange(machine, real)).toMatchObject({
      ok: true,
      value: { values: [{ stands: 'as-wanted' }] },
    });
  });

  it('is not undone over a value that has changed since', async () => {
    const applied = await carryOut(tools(), [raise], 'apply');
    if (!applied.ok) throw new Error(applied.error.code);
    await faults([{ kind: 'changed-by-another', name: 'MaxUserPort', value: 7000 }]);
    expect(await undo(tools(), applied.value.id)).toMatchObject({ ok: false, error: { code: 'DRIFTED' } });
  });
});

describe('an interrupted change', () => {
  async function interrupt(): Promise<string> {
    await faults([{ kind: 'hangs', when: 'after', name: 'TcpTimedWaitDelay' }]);
    const reached = new Promise<void>((resolve) => {
      const report = ({ stage, name }: StageReport) => {
        if (stage === 'writing' && name === 'TcpTimedWaitDelay') resolve();
      };
      void carryOut(tools({ report }), [raise, shorten], 'apply');
    });
    await reached;
    await expect.poll(registry).toContain('TcpTimedWaitDelay');
    await rm(join(folder, 'practice', 'faults.json'));
    const info = await interruptedChange(machine, tools().log);
    if (!info.ok || !info.value) throw new Error('nothing was interrupted');
    return info.value.record.id;
  }

  it('is put back as it was', async () => {
    const before = await registry();
    const id = await interrupt();
    expect(await settle(tools(), id, 'restore')).toMatchObject({
      ok: true,
      value: {
        reason: 'recovery',
        state: 'applied',
        reverses: id,
        changes: [
          { name: 'TcpTimedWaitDelay', after: absent },
          { name: 'MaxUserPort', before: dword(65534), after: absent },
        ],
      },
    });
    expect((await tools().log.read()).records).toMatchObject([
      { id, state: 'rolled-back' },
      { reason: 'recovery', state: 'applied' },
    ]);
    expect(lastToUndo(await tools().log.standing())).toEqual({ kind: 'none' });
    expect(await registry()).toBe(before);
    expect(await interruptedChange(machine, tools().log)).toEqual({ ok: true, value: null });
  });

  it('is kept on request', async () => {
    const id = await interrupt();
    const now = await registry();
    expect(await settle(tools(), id, 'keep')).toMatchObject({ ok: true, value: { state: 'kept' } });
    expect(await registry()).toBe(now);
  });

  it('is settled only by its own id', async () => {
    await interrupt();
    expect(await settle(tools(), 'another', 'keep')).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });
});

/** A registry whose calls, counted from 1, fail in the ways that `faults` says. */
function failing(
  real: Registry,
  failures: ReadonlyMap<number, 'refused' | 'ignored' | 'done-but-reported-failed'>,
): Registry {
  let count = 0;
  const refused = { ok: false, error: { code: 'ACCESS_DENIED', action: 'registry.write', windowsCode: 5 } } as const;
  const attempt = async (work: () => Promise<Result<null>>): Promise<Result<null>> => {
    const failureKind = failures.get((count += 1));
    if (failureKind === 'refused') return refused;
    if (failureKind === 'ignored') return success(null);
    const done = await work();
    return failureKind === undefined ? done : refused;
  };
  return {
    ...real,
    writeValue: (value) => attempt(() => real.writeValue(value)),
    deleteValue: (name) => attempt(() => real.deleteValue(name)),
  };
}

describe('any failure, at any write', () => {
  const stored = fc.oneof(
    fc.constant(absent),
    fc.integer({ min: 0, max: 0xffff_ffff }).map(dword),
    fc
      .tuple(fc.integer({ min: 0, max: 11 }), fc.uint8Array({ maxLength: 12 }))
      .map(([type, data]) => storedFrom({ type, data })),
  );
  const change = fc.record({
    name: fc.constantFrom('MaxUserPort', 'TcpTimedWaitDelay', 'Hostname', 'Domain', 'New value'),
    after: stored,
  });
  const failureKind = fc.constantFrom('refused' as const, 'ignored' as const, 'done-but-reported-failed' as const);

  it('leaves everything as requested, or as before, or a report of what is left, and undo leads back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(change, { selector: ({ name }) => name, minLength: 1 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), failureKind), { maxLength: 3 }),
        async (requested, failures) => {
          await machine.practice?.reset();
          for (const name of await readdir(folder)) if (name.startsWith('history-')) await rm(join(folder, name));
          const changes: ValueChange[] = [];
          for (const { name, after } of requested) changes.push({ name, before: await storedNow(name), after });
          const faulty: Machine = { ...machine, registry: failing(machine.registry, new Map(failures)) };

          const result = await carryOut(tools({ machine: faulty }), changes, 'apply');
          const now = await Promise.all(changes.map(async ({ name }) => storedNow(name)));
          if (result.ok) {
            expect(now).toEqual(changes.map(({ after }) => after));
            expect(await undo(tools(), result.value.id)).toMatchObject({ ok: true });
            expect(await Promise.all(changes.map(({ name }) => storedNow(name)))).toEqual(
              changes.map(({ before }) => before),
            );
            return;
          }
          if (result.error.code !== 'CHANGE_FAILED') throw new Error(result.error.code);
          const { left } = result.error;
          expect(now).toEqual(
            changes.map(({ name, before }) => left.find((some) => some.name === name)?.after ?? before),
          );
          const interrupted = await interruptedChange(machine, tools().log);
          expect(interrupted.ok && interrupted.value !== null).toBe(left.length > 0);
          if (!interrupted.ok || !interrupted.value) return;
          expect(await settle(tools(), interrupted.value.record.id, 'restore')).toMatchObject({ ok: true });
          expect(await Promise.all(changes.map(({ name }) => storedNow(name)))).toEqual(
            changes.map(({ before }) => before),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  async function storedNow(name: string): Promise<StoredValue> {
    const value = await readStored(machine.registry, name);
    if (!value.ok) throw new Error(value.error.code);
    return value.value;
  }
});
