import { copyFile, readFile, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackupInfo } from '../contract/backup/backup-info';
import { realDisk } from '../machine/common/disk';
import type { Disk } from '../machine/interfaces/storage';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { changeLog, type ChangeLog } from '../history/change-log';
import { backupList } from './backup-list';
import { manifestPath } from './manifest';
import { backupStore } from './store';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
let backups: string;
let machine: Machine;

beforeEach(async () => {
  folder = await testFolder();
  backups = join(folder, 'backups');
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
});

const history = () => changeLog(machine.disk, folder);
const listed = () => backupList(backups, history(), machine.system);

async function take(note = ''): Promise<BackupInfo> {
  const taken = await backupStore(machine, backups, history(), '1.0.0').create({ reason: 'manual', note });
  if (!taken.ok) throw new Error(taken.error.code);
  return taken.value.backup;
}

const seals = async () => (await listed().list(null)).backups.map(({ integrity }) => integrity);

describe('the backup list', () => {
  it('shows each backup with its note, newest first, verified', async () => {
    await take('before the call');
    await take('after the call');
    const view = await listed().list(null);
    expect(view.backups.map(({ note, integrity }) => [note, integrity])).toEqual([
      ['after the call', 'intact'],
      ['before the call', 'intact'],
    ]);
    expect(view).toMatchObject({ strangers: [], historyFaults: [] });
  });

  it('shows which backup belongs to the change in force', async () => {
    const backup = await take();
    expect((await listed().list(backup.id)).backups).toMatchObject([{ isNeededForUndo: true }]);
  });

  it('keeps a backup whose line in the history was damaged, even when the next one is taken', async () => {
    const backup = await take();
    const file = join(folder, 'history-1.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"outcome":"done"', '"outcome":"donf"'));
    expect(await seals()).toEqual(['not-in-history']);
    await take();
    expect(await seals()).toEqual(['intact', 'not-in-history']);
    expect((await readFile(backup.file)).length).toBe(backup.sizeInBytes);
  });

  it('is empty when there is no folder yet', async () => {
    expect(await listed().list(null)).toEqual({ backups: [], strangers: [], historyFaults: [] });
  });

  it.each([
    [0, []],
    [1, ['.json']],
    [2, ['.json', '.reg']],
  ])(
    'leaves out what remains of a deletion that was cut off after %s files, and removes it with the next backup',
    async (count, gone) => {
      const backup = await take();
      const kept = await take();
      let removed = 0;
      const dying: Disk = {
        ...realDisk,
        remove: (path) =>
          removed === count ? Promise.reject(new Error('the process died')) : ((removed += 1), realDisk.remove(path)),
      };
      // After the files it dies at the line that says they are gone.
      const log: ChangeLog = {
        ...history(),
        append: (...entries) =>
          entries[0]?.kind === 'backup-dropped' ? new Promise(() => undefined) : history().append(...entries),
      };
      const [listing] = (await listed().list(null)).backups.filter((one) => one.backup.id === backup.id);
      if (!listing) throw new Error('not listed');
      const by = { computerName: 'PC', userName: 'user', programVersion: '1.0.0' };
      const deletion = backupList(backups, log, machine.system).remove(dying, listing, by);
      await expect.poll(() => removed).toBe(count);
      if (count < 2) await deletion;
      else await expect.poll(async () => (await readdir(backups)).length).toBe(2);
      expect(await readdir(backups)).toHaveLength(4 - gone.length);
      expect(await listed().list(null)).toMatchObject({ backups: [{ backup: { id: kept.id } }], strangers: [] });
      const next = await take();
      expect((await readdir(backups)).sort()).toEqual(
        [kept, next].flatMap(({ file }) => [basename(file), basename(manifestPath(file))]).sort(),
      );
      expect(await seals()).toEqual(['intact', 'intact']);
    },
  );

  it('follows a folder that was moved', async () => {
    const backup = await take();
    const moved = join(folder, 'moved');
    await rename(backups, moved);
    const view = await backupList(moved, history(), machine.system).list(null);
    expect(view.backups).toMatchObject([{ integrity: 'intact', backup: { file: join(moved, basename(backup.file)) } }]);
  });

  it.each<[string, (backup: BackupInfo) => Promise<void>, string]>([
    ['a changed .reg file', ({ file }) => writeFile(file, 'x'), 'reg-changed'],
    [
      'a changed manifest',
      async ({ file }) => {
        const text = await readFile(manifestPath(file), 'utf8');
        await writeFile(manifestPath(file), text.replace('"trainee"', '"somebody"'));
      },
      'manifest-changed',
    ],
    ['a removed .reg file', ({ file }) => rm(file), 'missing'],
    ['a removed manifest', ({ file }) => rm(manifestPath(file)), 'missing'],
  ])('notices %s', async (_, tamper, integrity) => {
    await tamper(await take());
    expect(await seals()).toEqual([integrity]);
  });

  it('notices two swapped backups', async () => {
    const one = await take();
    await machine.registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0xfe, 0xff, 0, 0) });
    const other = await take();
    const spare = join(folder, 'spare');
    await copyFile(one.file, spare);
    await copyFile(other.file, one.file);
    await copyFile(spare, other.file);
    expect(await seals()).toEqual(['reg-changed', 'reg-changed']);
  });

  it('does not adopt what was put into the folder', async () => {
    const backup = await take();
    await copyFile(backup.file, join(backups, 'planted.reg'));
    await writeFile(join(backups, 'notes.txt'), 'x');
    await copyFile(manifestPath(backup.file), join(backups, 'planted.json'));
    await rm(join(folder, 'history-1.jsonl'));
    const view = await listed().list(null);
    expect(new Set(view.backups.map(({ integrity }) => integrity))).toEqual(new Set(['not-in-history']));
    expect(view.strangers).toEqual(['notes.txt']);
  });

  it('never calls a backup good that a power failure truncated, at whatever byte', async () => {
    const backup = await take();
    const files = [backup.file, manifestPath(backup.file), join(folder, 'history-1.jsonl')];
    const contents = await Promise.all(files.map((file) => readFile(file)));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: files.length - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (which, share) => {
          for (const [index, file] of files.entries()) await writeFile(file, contents[index] ?? '');
          const length = Math.floor((contents[which]?.length ?? 0) * share);
          await truncate(files[which] ?? '', length);
          const isWhole = length === contents[which]?.length;
          const [integrity] = await seals();
          expect(integrity === 'intact').toBe(isWhole);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('forgets a backup that was deleted through it', async () => {
    const backup = await take();
    const [listing] = (await listed().list(null)).backups;
    if (!listing) throw new Error('no backup');
    await listed().remove(machine.disk, listing, {
      computerName: 'PRACTICE-PC',
      userName: 'trainee',
      programVersion: '1.0.0',
    });
    expect(await readdir(backups)).toEqual([]);
    expect((await history().read()).events.at(-1)).toMatchObject({ kind: 'backup-deleted', backup: { id: backup.id } });
    expect(await seals()).toEqual([]);
  });
});
