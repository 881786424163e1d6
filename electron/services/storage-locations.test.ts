// Two places for backups and histories, seen as one.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { backupList } from '../backup/backup-list';
import { backupStore } from '../backup/store';
import { realDisk } from '../machine/common/disk';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { changeLog } from '../history/change-log';
import { combineLocations, type StorageLocation } from './storage-locations';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
let machine: Machine;
let hasRights: boolean;
let isTrusted: boolean;
let both: StorageLocation;

beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  hasRights = false;
  isTrusted = true;
  both = openBoth();
});

function openBoth(): StorageLocation {
  return combineLocations({
    machine: place('machine'),
    own: place('own'),
    hasRights: () => Promise.resolve(hasRights),
    isMachineTrusted: () => Promise.resolve(isTrusted),
  });
}

function place(name: 'machine' | 'own'): StorageLocation {
  const log = changeLog(machine.disk, join(folder, name));
  const backups = join(folder, name, 'backups');
  return {
    log,
    backups: backupStore(machine, backups, log, '1.0.0'),
    backupList: backupList(backups, log, machine.system, name),
  };
}

const take = async (note: string) => {
  const taken = await both.backups.create({ reason: 'manual', note });
  if (!taken.ok) throw new Error(taken.error.code);
};
const listed = async () =>
  (await both.backupList.list(null)).backups.map(({ note, place: where, integrity }) => [note, where, integrity]);

describe('backups of two locations', () => {
  it('are written where the rights belong, and listed together', async () => {
    await take('mine');
    hasRights = true;
    await take('of the machine');
    expect(await listed()).toEqual([
      ['of the machine', 'machine', 'intact'],
      ['mine', 'own', 'intact'],
    ]);
    expect((await both.log.read()).events).toHaveLength(2);
  });

  it('are removed with a line in the history of their own location', async () => {
    await take('mine');
    hasRights = true;
    const [mine] = (await both.backupList.list(null)).backups;
    if (!mine) throw new Error('no backup');
    await both.backupList.remove(machine.disk, mine, { computerName: 'PC', userName: 'user', programVersion: '1.0.0' });
    expect(await listed()).toEqual([]);
    expect(await readdir(folder)).not.toContain('machine');
  });

  it("are only the user's where others could have written the machine folder", async () => {
    hasRights = true;
    await take('of somebody');
    hasRights = false;
    await take('mine');
    isTrusted = false;
    expect(await listed()).toEqual([['mine', 'own', 'intact']]);
    expect((await both.log.read()).events).toHaveLength(1);
  });
});

describe('the newest lines of two histories', () => {
  it('are the end of both, with the same positions', async () => {
    for (const [number, elevated] of [false, true, true, false, true, true, false].entries()) {
      hasRights = elevated;
      await take(`${number}`);
    }
    const whole = await both.log.read();
    expect(whole.events).toHaveLength(7);
    for (let count = 1; count <= 9; count += 1) {
      const { reading, isWhole } = await openBoth().log.newest(count);
      const start = whole.events.length - reading.events.length;
      expect(reading.events).toEqual(whole.events.slice(start));
      expect(reading.positions).toEqual(whole.positions.slice(start));
      expect(isWhole).toBe(count >= 8);
    }
  });
});

describe('the history of a folder that is not trusted', () => {
  it('is not read, and reported so', async () => {
    hasRights = true;
    await take('of somebody');
    isTrusted = false;
    expect(await both.log.read()).toMatchObject({
      records: [],
      events: [],
      isUncertain: true,
      faults: [{ kind: 'not-trusted', line: null }],
    });
    expect(await both.log.standing()).toMatchObject({
      current: null,
      isUncertain: true,
      faults: [{ kind: 'not-trusted' }],
    });
  });
});
