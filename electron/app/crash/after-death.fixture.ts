// Checks a folder in which the program died against the model: what commands report, and what the next commands do.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import {
  byName,
  difference,
  historyLines,
  isTorn,
  modelOf,
  settingIn,
  sidesOf,
  undoOf,
  worldIn,
  type Model,
  type Undo,
  type World,
} from './model.fixture';
import { backupFolder, machineFolder, practiceFolder, type Told } from './program.fixture';

export type Run = (line: string) => Promise<Told>;

const statusSchema = z.looseObject({
  lastChange: z.looseObject({ record: z.looseObject({ id: z.string() }) }).nullable(),
  openChange: z.looseObject({ record: z.looseObject({ id: z.string() }), isAtWork: z.boolean().nullable() }).nullable(),
});
const backupsSchema = z.looseObject({
  backups: z.array(z.looseObject({ backup: z.looseObject({ id: z.string(), file: z.string() }), seal: z.string() })),
  strangers: z.array(z.string()),
});
const outcomeSchema = z.looseObject({
  record: z.looseObject({ reason: z.string() }),
  written: z.unknown(),
  isRecorded: z.boolean(),
});
const planSchema = z.looseObject({ changes: z.unknown() });

/** Registry and history as they lie on the disk. */
export async function standingIn(userData: string): Promise<{ model: Model; world: World }> {
  return {
    model: modelOf(await historyLines(machineFolder(userData))),
    world: await worldIn(practiceFolder(userData)),
  };
}

/** Every value is what the history says or, for a change that is open or was kept as found, one of its two sides. */
export function checkWorld({ allowed, open, changes }: Model, world: World, first: World): void {
  for (const name of new Set([...Object.keys(first), ...Object.keys(world), ...allowed.keys()])) {
    const may = allowed.get(name) ?? [settingIn(first, name)];
    assert.ok(may.includes(settingIn(world, name)), `${name} is ${settingIn(world, name)}, not ${may.join(' or ')}`);
    const between = [...open, ...changes.filter(({ state }) => state === 'kept')];
    if (may.length > 1)
      assert.ok(
        between.some((change) => change.changes.some((sides) => sides.name === name)),
        `${name} is of an open change`,
      );
  }
}

/** The reading commands report the same as the model. */
export async function checkReported(userData: string, run: Run): Promise<void> {
  const { model } = await standingIn(userData);
  const status = await run('status');
  assert.deepEqual(
    status.faults.map(({ kind }) => kind),
    (await isTorn(machineFolder(userData))) ? ['cut-off'] : [],
  );
  const { openChange, lastChange } = statusSchema.parse(status.result);
  assert.equal(openChange?.record.id, model.open[0]?.id);
  assert.ok(openChange === null || openChange.isAtWork === false);
  assert.equal(lastChange?.record.id, model.current?.id);
  assert.equal(status.summary.includes('A change was interrupted'), model.open.length > 0, status.summary);
  if (status.lines)
    assert.equal(
      status.lines.some((line) => line.includes('A change was interrupted')),
      model.open.length > 0,
    );
  await checkBackups(run, model);
}

async function checkBackups(run: Run, { backups }: Model): Promise<void> {
  const listed = await run('backups');
  const view = backupsSchema.parse(listed.result);
  assert.deepEqual(view.strangers, []);
  assert.ok(listed.summary.includes(' 0 failed verification'), listed.summary);
  assert.deepEqual(
    view.backups.map(({ backup, seal }) => [backup.id, seal]),
    [...backups.keys()].reverse().map((id) => [id, 'intact']),
  );
}

/** One `undo`: its dry run (if requested) and its report agree with the model and with what happened to the registry. */
async function checkUndo(userData: string, run: Run, asksFirst = true): Promise<Undo> {
  const before = await standingIn(userData);
  const expected = undoOf(before.model, before.world);
  const dry = asksFirst ? await run('undo --dry-run') : null;
  assert.deepEqual(await worldIn(practiceFolder(userData)), before.world, 'a dry run writes nothing');
  const told = await run('undo --yes');
  const after = await standingIn(userData);
  const happened = difference(before.world, after.world);
  if (expected.kind === 'refused') {
    assert.deepEqual([dry?.code ?? told.code, told.code], [expected.code, expected.code]);
    assert.deepEqual(happened, []);
    return expected;
  }
  assert.equal(told.code, null, told.summary);
  const { record, written, isRecorded } = outcomeSchema.parse(told.result);
  assert.deepEqual(byName(sidesOf(written)), happened, 'what is returned as JSON is what was written');
  assert.deepEqual(happened, byName(expected.written));
  if (dry)
    assert.deepEqual(sidesOf(planSchema.parse(dry.result).changes), sidesOf(written), 'the dry run says the same');
  assert.ok(isRecorded);
  if (happened.length > 0) assert.equal(record.reason, expected.reason);
  const printed = happened.map(({ name, before: from, after: to }) => `${name}: ${from} -> ${to}`);
  if (told.lines) assert.deepEqual(told.lines.filter((line) => line.includes(' -> ')).sort(), printed.sort());
  for (const text of printed) assert.ok(told.summary.includes(text), told.summary);
  if (printed.length === 0) assert.match(told.summary, /nothing had to be written/);
  assert.equal(after.model.open.length, 0);
  return expected;
}

/** `undo` three times: the first settles what was cut off, and none brings it back or touches anything older. */
export async function checkThreeUndos(userData: string, run: Run, asksFirst = true): Promise<void> {
  const before = await standingIn(userData);
  const first = await checkUndo(userData, run, asksFirst);
  const settled = await worldIn(practiceFolder(userData));
  const interrupted = before.model.open[0];
  for (const { name, before: side } of interrupted?.changes ?? [])
    assert.equal(settingIn(settled, name), side, 'put back');
  const second = await checkUndo(userData, run, asksFirst);
  const third = await checkUndo(userData, run, asksFirst);
  assert.equal(third.kind, 'refused');
  if (first.kind === 'written' && first.written.length > 0) assert.equal(second.kind, 'refused');
  if (interrupted && interrupted.reason !== 'undo') assert.deepEqual(await worldIn(practiceFolder(userData)), settled);
}

/** The next backup and the next change work, and nothing remains of what the dead process had begun. */
export async function checkGoesOn(userData: string, run: Run): Promise<void> {
  const { exitCode, faults } = await run('backup --note after');
  assert.deepEqual({ exitCode, faults }, { exitCode: 0, faults: [] });
  const { model } = await standingIn(userData);
  const files = [...model.backups.values()].flatMap((file) => [file, file.replace(/\.reg$/, '.json')]);
  assert.deepEqual(
    (await readdir(backupFolder(userData))).sort(),
    files.sort(),
    'the files of the backups that are listed, and no other',
  );
  assert.deepEqual(
    (await readdir(machineFolder(userData))).filter((name) => /\.\d+$/.test(name)),
    [],
  );
  const changed = await run('apply --time-wait-delay 77 --yes');
  assert.equal(changed.code, null, changed.summary);
  assert.equal(settingIn(await worldIn(practiceFolder(userData)), 'TcpTimedWaitDelay'), '77 (0x4d)');
  await checkReported(userData, run);
}
