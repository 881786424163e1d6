// Each file of the machine folder is damaged after some commands: nothing throws or hangs, the damage is told, and `undo`
// does what it would have done, or nothing. A seeded sample; more of it with EPW_ALL=1 (npm run crash).
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unflushedDisk } from '../../machine/common/dying-disk.fixture';
import { byName, difference, undoOf, worldIn } from './model.fixture';
import { checkWorld, standingIn } from './after-death.fixture';
import { backupFolder, machineFolder, openProgram, practiceFolder, type Told } from './program.fixture';
import { isAll, randomFrom, printCount } from './sample.fixture';
import { inFolder } from './scenarios.fixture';

const limitMs = isAll ? 1_800_000 : 240_000;
const rounds = isAll ? 60 : 2;

type Random = () => number;
const oneOf = <T>(random: Random, all: readonly T[]): T =>
  all[Math.floor(random() * all.length)] ?? assert.fail('nothing to choose from');

const operations = [
  'apply --max-user-port 20000 --yes --accept-side-effects',
  'apply --max-user-port 60000 --yes --accept-side-effects',
  'apply --time-wait-delay 30 --yes',
  'apply --max-user-port 65534 --time-wait-delay 60 --yes --accept-side-effects',
  'undo --yes',
  'backup',
  'restore latest --yes --accept-side-effects',
] as const;

const damages = {
  cut: async (file, random) => truncate(file, Math.floor(random() * (await readFile(file)).length)),
  'changed in one bit': async (file, random) => {
    const bytes = await readFile(file);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    await writeFile(file, bytes);
  },
  emptied: (file) => truncate(file, 0),
  'replaced by a folder': async (file) => {
    await rm(file);
    await mkdir(file);
  },
  removed: (file) => rm(file),
} as const satisfies Readonly<Record<string, (file: string, random: Random) => Promise<void>>>;

const files = {
  'the history': async (userData) => historyFiles(userData),
  'the index': (userData) => Promise.resolve([join(machineFolder(userData), 'history-index.json')]),
  'a .reg file': (userData) => backupFilesOf(userData, '.reg'),
  'a manifest': (userData) => backupFilesOf(userData, '.json'),
} as const satisfies Readonly<Record<string, (userData: string) => Promise<string[]>>>;

async function historyFiles(userData: string): Promise<string[]> {
  return (await readdir(machineFolder(userData)))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(machineFolder(userData), name));
}

async function backupFilesOf(userData: string, ending: string): Promise<string[]> {
  return (await readdir(backupFolder(userData)))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(backupFolder(userData), name));
}

const backupsSchema = z.looseObject({
  backups: z.array(z.looseObject({ backup: z.looseObject({ id: z.string(), file: z.string() }), seal: z.string() })),
});

async function checkDamaged(
  userData: string,
  which: keyof typeof files,
  how: keyof typeof damages,
  random: Random,
): Promise<void> {
  const run = async (line: string): Promise<Told> => (await openProgram(userData, unflushedDisk)).run(line);
  const first = await openProgram(userData, unflushedDisk).then(() => worldIn(practiceFolder(userData)));
  await run('apply --time-wait-delay 240 --yes');
  const done: string[] = [];
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const line = oneOf(random, operations);
    done.push(`${line}: ${(await run(line)).code ?? 'done'}`);
  }
  const { model, world } = await standingIn(userData);
  checkWorld(model, world, first);
  const expected = undoOf(model, world);
  const intact = { status: await run('status'), backups: await run('backups') };
  const file = oneOf(random, await files[which](userData));
  await damages[how](file, random);
  try {
    const said = [
      await run('status'),
      await run('backups'),
      await run('verify'),
      await run('undo --dry-run'),
      await run('plan --max-user-port 30000'),
      await run('restore latest --dry-run --accept-side-effects'),
    ];
    for (const told of said)
      assert.equal(told.faults.length > 0, which === 'the history', `${told.summary} ${JSON.stringify(told.faults)}`);
    if (which === 'the index') assert.deepEqual({ status: said[0], backups: said[1] }, intact);
    assert.deepEqual(await worldIn(practiceFolder(userData)), world);
    if (which === 'a .reg file' || which === 'a manifest') await checkRestore(userData, run, file);

    const undone = await run('undo --yes');
    const happened = difference(world, await worldIn(practiceFolder(userData)));
    if (which !== 'the history') assert.equal(undone.code, expected.kind === 'refused' ? expected.code : null);
    if (undone.code !== null) assert.deepEqual(happened, []);
    else assert.deepEqual(happened, byName(expected.kind === 'written' ? expected.written : []), undone.summary);

    for (const line of ['backup', 'apply --time-wait-delay 77 --yes', 'undo --yes', 'status']) {
      const told = await run(line);
      assert.equal(told.faults.length > 0, which === 'the history', `${line}: ${told.summary}`);
    }
  } catch (error) {
    throw new Error(`${basename(file)} ${how} after ${done.join(', ')}: ${String(error)}`, { cause: error });
  }
}

/** It is told, and restored by nobody who does not accept it. */
async function checkRestore(userData: string, run: (line: string) => Promise<Told>, file: string): Promise<void> {
  const { backups } = backupsSchema.parse((await run('backups')).result);
  const reg = file.replace(/\.json$/, '.reg');
  const damaged = backups.find(({ backup }) => backup.file === reg);
  assert.ok(damaged && damaged.seal !== 'intact');
  assert.equal(backups.filter(({ seal }) => seal !== 'intact').length, 1);
  const before = await worldIn(practiceFolder(userData));
  const told = await run(`restore ${damaged.backup.id} --yes --accept-side-effects`);
  assert.notEqual(told.code, null);
  assert.deepEqual(await worldIn(practiceFolder(userData)), before);
}

describe.each(Object.keys(files) as (keyof typeof files)[])('%s', (which) => {
  it.each(Object.keys(damages) as (keyof typeof damages)[])(
    'is reported when it is %s, and nothing is done over it',
    async (how) => {
      let checked = 0;
      for (let round = 1; round <= rounds; round += 1) {
        await inFolder((userData) =>
          checkDamaged(userData, which, how, randomFrom(round * 1000 + which.length * 10 + how.length)),
        );
        checked += 1;
      }
      printCount(`${which} ${how}: ${checked} times`);
      expect(checked).toBe(rounds);
    },
    limitMs,
  );
});
