// The scenarios in which the program is killed: a folder as it is before, and what is done to it.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deathsAt, dyingDisk, unflushedDisk, type Death, type Effect } from '../../machine/common/dying-disk.fixture';
import type { Disk } from '../../machine/interfaces/storage';
import type { PracticeWindows } from '../../contract/machine/practice';
import { standingIn } from './after-death.fixture';
import { worldIn, type World } from './model.fixture';
import { openProgram, practiceFolder, type Program } from './program.fixture';
import { isAll, shuffled } from './sample.fixture';

export interface Scenario {
  readonly name: string;
  /** The simulated Windows; Windows Server 2003 by default. */
  readonly windows?: PracticeWindows | undefined;
  /** Creates the folder, with a disk that works. */
  readonly before: (userData: string) => Promise<void>;
  /** It opens a change, so some of the kills must meet an open one. */
  readonly opens?: boolean;
  /** What the process that dies is doing. */
  readonly act: (userData: string, disk: Disk) => Promise<unknown>;
}

export const commands =
  (...lines: string[]) =>
  async (userData: string) => {
    for (const line of lines) {
      const { code, summary } = await (await openProgram(userData, unflushedDisk)).run(line);
      assert.equal(code, null, summary);
    }
  };

const command =
  (line: string): Scenario['act'] =>
  async (userData, disk) =>
    (await openProgram(userData, disk)).run(line);

/** Registry and ranges of a freshly installed Windows. */
export async function installed(userData: string, { windows }: Scenario): Promise<World> {
  const { machine } = await openProgram(userData, unflushedDisk);
  if (windows) await machine.practice?.reset(windows);
  return worldIn(practiceFolder(userData));
}

export const older = 'apply --max-user-port 60000 --yes --accept-side-effects';
export const both = 'apply --max-user-port 20000 --time-wait-delay 30 --yes --accept-side-effects';

async function keep({ services }: Program, userData: string): Promise<void> {
  const [open] = (await standingIn(userData)).model.open;
  await services.changes.settle(open?.id ?? '', 'keep');
}

export function named(name: string): Scenario {
  const found = plain.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`there is no scenario "${name}"`);
  return found;
}

export const plain: readonly Scenario[] = [
  {
    name: 'the first change of one value',
    opens: true,
    before: commands('status'),
    act: command('apply --max-user-port 65534 --yes --accept-side-effects'),
  },
  { name: 'a change of two values after an older one', opens: true, before: commands(older), act: command(both) },
  {
    name: 'a change of ranges and a value',
    opens: true,
    windows: 'windows11',
    before: commands('apply --time-wait-delay 60 --yes'),
    act: command('apply --range 10000:55535 --time-wait-delay 30 --yes --accept-side-effects'),
  },
  { name: 'the undo of the last change', opens: true, before: commands(older, both), act: command('undo --yes') },
  {
    name: 'the undo of an older change by its id',
    opens: true,
    before: commands('apply --time-wait-delay 60 --yes', older),
    act: async (userData, disk) => {
      const [first] = (await standingIn(userData)).model.changes;
      return (await openProgram(userData, disk)).run(`undo ${first?.id ?? ''} --yes`);
    },
  },
  {
    name: 'a restore',
    opens: true,
    before: commands(older, 'backup', 'undo --yes', 'apply --time-wait-delay 60 --yes'),
    act: command('restore latest --yes --accept-side-effects'),
  },
  { name: 'a backup', before: commands(older), act: command('backup --note now') },
  {
    name: 'the deletion of a backup',
    before: commands('backup', older),
    act: async (userData, disk) => {
      const [id = ''] = (await standingIn(userData)).model.backups.keys();
      return (await openProgram(userData, disk)).services.backups.remove(id);
    },
  },
];

/** Kills that leave an open change: a seeded sample of `count` of them, or all. */
export async function openKillsOf(scenario: Scenario, count: number): Promise<Kill[]> {
  const kills = await killsOf(scenario);
  const enough = isAll ? kills.length : count;
  return inFolder(async (prepared) => {
    await installed(prepared, scenario);
    await scenario.before(prepared);
    const open: Kill[] = [];
    for (const kill of isAll ? kills : shuffled(kills)) {
      if (open.length === enough) break;
      await onCopy(prepared, async (userData) => {
        await killed(scenario, userData, kill);
        if ((await standingIn(userData)).model.open.length > 0) open.push(kill);
      });
    }
    return open;
  });
}

/** What is done to a folder that a dead process left with an open change. */
const settlings: readonly Pick<Scenario, 'name' | 'act'>[] = [
  { name: 'the way back', act: command('undo --yes') },
  {
    name: 'keeping what was written',
    act: async (userData, disk) => keep(await openProgram(userData, disk), userData),
  },
];

/** The scenario of the next process, on a folder in which `dead` was killed. */
export function settlingsAfter(dead: Scenario, kill: Kill): Scenario[] {
  return settlings.map(({ name, act }) => ({
    name: `${name} after ${dead.name} (${kill.at}, ${kill.how})`,
    windows: dead.windows,
    before: async (userData) => {
      await dead.before(userData);
      await killed(dead, userData, kill);
    },
    act,
  }));
}

/** A backup after one that was cut off. */
export function backupAfter(dead: Scenario, kill: Kill): Scenario {
  return {
    name: `a backup after ${dead.name} (${kill.at}, ${kill.how})`,
    windows: dead.windows,
    before: async (userData) => {
      await dead.before(userData);
      await killed(dead, userData, kill);
    },
    act: command('backup'),
  };
}

export interface Kill {
  /** Number of the call, from 0. */
  readonly at: number;
  readonly how: Death;
  /** The call writes the registry of the practice machine. */
  readonly isOfRegistry?: boolean;
}

export async function killed({ act }: Scenario, userData: string, { at, how }: Kill) {
  const dying = dyingDisk(unflushedDisk, at, how);
  // Nobody reads the output of a dying process.
  await act(userData, dying.disk).catch(() => undefined);
  return dying;
}

/** Every way to die during `scenario`. */
export async function killsOf(scenario: Scenario): Promise<Kill[]> {
  return inFolder(async (userData) => {
    await installed(userData, scenario);
    await scenario.before(userData);
    const recording = dyingDisk(unflushedDisk);
    await scenario.act(userData, recording.disk);
    return recording.effects.flatMap((effect: Effect, at) =>
      deathsAt(effect).map((how) => ({ at, how, isOfRegistry: effect.path.endsWith('windows.json') })),
    );
  });
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'port-wizard-crash-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A copy of the folder as it is before the scenario, a new one for each kill. */
export async function onCopy<T>(prepared: string, work: (userData: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    await cp(prepared, folder, { recursive: true });
    return work(folder);
  });
}
