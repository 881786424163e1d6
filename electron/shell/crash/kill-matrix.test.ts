// The process dies at every call that writes, and in the middle of it; then the folder is opened anew.
// A seeded sample of the points; all of them with EPW_ALL=1 (npm run crash).
import { describe, expect, it } from 'vitest';
import { checkKills } from './kill.fixture';
import { isAll, sampled } from './sample.fixture';
import { backupAfter, killsOf, named, openKillsOf, plain, settlingsAfter, type Scenario } from './scenarios.fixture';
import { workerScenarios } from './worker-scenarios.fixture';

const limitMs = isAll ? 1_800_000 : 60_000;

async function checkAll(scenario: Scenario, count: number): Promise<{ readonly points: number; readonly open: number }> {
  const kills = sampled(await killsOf(scenario), count);
  return { points: kills.length, open: await checkKills(scenario, kills) };
}

describe.each([['command line', plain], ['worker', workerScenarios]])('a %s that is killed', (_, scenarios) => {
  it.each(scenarios)('leaves a folder of which nothing wrong is told: $name', async (scenario) => {
    const { points, open } = await checkAll(scenario, 6);
    expect(points).toBeGreaterThan(3);
    if (scenario.opens) expect(open).toBeGreaterThan(0);
  }, limitMs);
});

describe('a process that is killed while it settles what another was killed in', () => {
  it.each(['a change of two values after an older one', 'the undo of the last change', 'a change of ranges and a value'])('leaves a folder of which nothing wrong is told: %s', async (name) => {
    const dead = named(name);
    const kills = sampled(await openKillsOf(dead), 3);
    expect(kills.length).toBeGreaterThan(2);
    let open = 0;
    for (const scenario of kills.flatMap((kill) => settlingsAfter(dead, kill))) open += (await checkAll(scenario, 2)).open;
    expect(open).toBeGreaterThan(0);
  }, limitMs);

  it('leaves a folder of which nothing wrong is told: the way back from the way back', async () => {
    const dead = named('a change of two values after an older one');
    const [kill] = (await openKillsOf(dead)).slice(-1);
    const [wayBack] = kill ? settlingsAfter(dead, kill) : [];
    if (!wayBack) throw new Error('no kill left an open change');
    let open = 0;
    for (const second of sampled(await openKillsOf(wayBack), 3)) {
      for (const scenario of settlingsAfter(wayBack, second)) open += (await checkAll(scenario, 2)).open;
    }
    expect(open).toBeGreaterThan(0);
  }, limitMs);
});

describe('a process that is killed while it takes a backup', () => {
  it.each(['a backup', 'the deletion of a backup'])('cleans up what another left that was killed: %s', async (name) => {
    const dead = named(name);
    const kills = sampled(await killsOf(dead), 4);
    for (const kill of kills) expect((await checkAll(backupAfter(dead, kill), 2)).points).toBeGreaterThan(1);
  }, limitMs);
});
