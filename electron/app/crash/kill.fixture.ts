// Kills the process of a scenario at each of several points and checks what it leaves against the model.
import assert from 'node:assert/strict';
import { unflushedDisk } from '../../machine/common/dying-disk.fixture';
import { checkGoesOn, checkReported, checkThreeUndos, checkWorld, standingIn } from './after-death.fixture';
import { checkHistory } from './history-check.fixture';
import { historyLines } from './model.fixture';
import { machineFolder, openProgram } from './program.fixture';
import { isAll, sampled, printCount } from './sample.fixture';
import { inFolder, installed, killed, killsOf, onCopy, type Kill, type Scenario } from './scenarios.fixture';

/** Resolves to how many of the kills met an open change. Rejects with the first that left or reported something wrong. */
async function checkKills(scenario: Scenario, kills: readonly Kill[]): Promise<number> {
  let open = 0;
  await inFolder(async (prepared) => {
    const first = await installed(prepared, scenario);
    await scenario.before(prepared);
    for (const kill of kills) {
      await onCopy(prepared, async (userData) => {
        const before = await historyLines(machineFolder(userData));
        const dying = await killed(scenario, userData, kill);
        try {
          const last = dying.last();
          assert.ok(last, 'the process was killed');
          const added = [
            ...dying.effects.filter((effect) => effect !== last.effect).map(({ text }) => text),
            last.added,
          ].join('');
          assert.deepEqual(
            await historyLines(machineFolder(userData)),
            [...before, ...added.split('\n').slice(0, -1)],
            'no line is lost',
          );
          const { model, world } = await standingIn(userData);
          open += model.open.length > 0 ? 1 : 0;
          checkWorld(model, world, first);
          const run = async (line: string) => (await openProgram(userData, unflushedDisk)).run(line);
          await checkReported(userData, run);
          await checkHistory(await openProgram(userData, unflushedDisk), model);
          await checkThreeUndos(userData, run);
          await checkGoesOn(userData, run);
          const later = await standingIn(userData);
          checkWorld(later.model, later.world, first);
          await checkHistory(await openProgram(userData, unflushedDisk), later.model);
        } catch (error) {
          throw new Error(`${scenario.name}, killed at call ${kill.at} (${kill.how}): ${String(error)}`, {
            cause: error,
          });
        }
      });
    }
  });
  return open;
}

export const limitMs = isAll ? 1_800_000 : 240_000;

/** Kills at a sample of `count` points and, if the scenario opens a change, right after its first value was written. */
export async function checkAll(
  scenario: Scenario,
  count: number,
): Promise<{ readonly points: number; readonly open: number }> {
  const all = await killsOf(scenario);
  const chosen = sampled(all, count);
  const written = scenario.opens ? all.find(({ how, isOfRegistry }) => how === 'after' && isOfRegistry) : undefined;
  const kills = [...new Set([...chosen, ...(written ? [written] : [])])];
  const open = await checkKills(scenario, kills);
  printCount(`${scenario.name}: ${kills.length} kills, ${open} with an open change`);
  return { points: kills.length, open };
}
