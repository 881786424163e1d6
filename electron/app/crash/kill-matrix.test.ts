// The process dies at every call that writes, and in the middle of it; then the folder is opened anew.
// A seeded sample of the points; all of them with EPW_ALL=1 (npm run crash).
import { describe, expect, it } from 'vitest';
import { checkAll, limitMs } from './kill.fixture';
import { sampled } from './sample.fixture';
import { backupAfter, killsOf, named, plain } from './scenarios.fixture';
import { workerScenarios } from './worker-scenarios.fixture';

describe.each([
  ['command line', plain],
  ['worker', workerScenarios],
])('a %s that is killed', (_, scenarios) => {
  it.each(scenarios)(
    'leaves a folder that is reported correctly: $name',
    async (scenario) => {
      const { points, open } = await checkAll(scenario, 3);
      expect(points).toBeGreaterThan(2);
      if (scenario.opens) expect(open).toBeGreaterThan(0);
    },
    limitMs,
  );
});

describe('a process that is killed while it takes a backup', () => {
  it.each(['a backup', 'the deletion of a backup'])(
    'cleans up what another killed process left: %s',
    async (name) => {
      const dead = named(name);
      const kills = sampled(await killsOf(dead), 3);
      for (const kill of kills) expect((await checkAll(backupAfter(dead, kill), 2)).points).toBeGreaterThan(1);
    },
    limitMs,
  );
});
