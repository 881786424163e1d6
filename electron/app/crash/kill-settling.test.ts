// A process dies while it settles what another one was killed in, and so does the one after it.
// A seeded sample of the points; all of them with EPW_ALL=1 (npm run crash).
import { describe, expect, it } from 'vitest';
import { checkAll, limitMs } from './kill.fixture';
import { named, openKillsOf, settlingsAfter } from './scenarios.fixture';

describe('a process that is killed while it settles what another was killed in', () => {
  it.each([
    'a change of two values after an older one',
    'the undo of the last change',
    'a change of ranges and a value',
  ])(
    'leaves a folder that is reported correctly: %s',
    async (name) => {
      const dead = named(name);
      const kills = await openKillsOf(dead, 2);
      expect(kills.length).toBeGreaterThan(1);
      let open = 0;
      for (const scenario of kills.flatMap((kill) => settlingsAfter(dead, kill)))
        open += (await checkAll(scenario, 1)).open;
      expect(open).toBeGreaterThan(0);
    },
    limitMs,
  );

  it(
    'leaves a folder that is reported correctly: the way back from the way back',
    async () => {
      const dead = named('a change of two values after an older one');
      const [kill] = await openKillsOf(dead, 1);
      const [wayBack] = kill ? settlingsAfter(dead, kill) : [];
      if (!wayBack) throw new Error('no kill left an open change');
      let open = 0;
      for (const second of await openKillsOf(wayBack, 2)) {
        for (const scenario of settlingsAfter(wayBack, second)) open += (await checkAll(scenario, 1)).open;
      }
      expect(open).toBeGreaterThan(0);
    },
    limitMs,
  );
});
