// Two places for backups and histories, seen as one.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLog } from '../audit/audit-log';
import { backupCatalogue } from '../backup/catalogue';
import { backupStore } from '../backup/store';
import { realDisk } from '../machine/disk';
import type { Machine } from '../machine/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { journal } from '../tuning/journal';
import { together, trustedJournal, type Place } from './places';

let folder: string;
let machine: Machine;
let hasRights: boolean;
let isTrusted: boolean;
let both: Place;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-unit-'));
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
  hasRights = false;
  isTrusted = true;
  both = together({ machine: place('machine'), own: place('own'), hasRights: () => Promise.resolve(hasRights), isMachineTrusted: () => Promise.resolve(isTrusted) });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function place(name: 'machine' | 'own'): Place {
  const audit = auditLog(join(folder, name, 'history.jsonl'));
  const backups = join(folder, name, 'backups');
  return { audit, backups: backupStore(machine, backups, audit, '1.0.0'), catalogue: backupCatalogue(backups, audit, name) };
}

const take = async (note: string) => {
  const taken = await both.backups.create({ reason: 'manual', note });
  if (!taken.ok) throw new Error(taken.error.code);
};
const listed = async () => (await both.catalogue.list(null)).backups.map(({ note, place: where, seal }) => [note, where, seal]);

describe('backups of two places', () => {
  it('are written where the rights belong, and listed together', async () => {
    await take('mine');
    hasRights = true;
    await take('of the machine');
    expect(await listed()).toEqual([['of the machine', 'machine', 'intact'], ['mine', 'own', 'intact']]);
    expect((await both.audit.read()).events).toHaveLength(2);
  });

  it('are removed with a line in the history of their own place', async () => {
    await take('mine');
    hasRights = true;
    const [mine] = (await both.catalogue.list(null)).backups;
    if (!mine) throw new Error('no backup');
    await both.catalogue.remove(mine, { computerName: 'PC', userName: 'user', programVersion: '1.0.0' });
    expect(await listed()).toEqual([]);
    expect(await readdir(folder)).not.toContain('machine');
  });

  it('are those of the user alone, where others could have written the machine folder', async () => {
    hasRights = true;
    await take('of somebody');
    hasRights = false;
    await take('mine');
    isTrusted = false;
    expect(await listed()).toEqual([['mine', 'own', 'intact']]);
    expect((await both.audit.read()).events).toHaveLength(1);
  });
});

describe('the journal of a folder that is not trusted', () => {
  it('has no entries', async () => {
    const entries = trustedJournal(journal(realDisk, join(folder, 'changes')), () => Promise.resolve(false));
    expect(await entries.entries()).toEqual({ records: [], damaged: [] });
    expect(await entries.lastApplied()).toBeNull();
  });
});
