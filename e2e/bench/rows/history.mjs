// The history at 10,000 lines and 2,000 backups: reading, the first list, and the start of the program.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { median } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench');

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'history and list of backups',
  async measure() {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
    await bundleForNode({ 'history-bench': 'e2e/bench/history-bench.ts' }, folder);
    const measured = await measureInChild(path.join(folder, 'history-bench.js'), [path.join(folder, 'history')]);
    const times =
      /** @type {{ lines: number } & Record<'read' | 'parseLines' | 'list' | 'parseBackups' | 'standing' | 'standingSmall', number[]>} */ (
        measured
      );
    const against = 'reading and parsing the same bytes';
    const target = /** @type {const} */ ({ of: 'ratio', most: 3 });
    return [
      {
        row: `history of ${times.lines} lines: read, checked and folded`,
        ours: median(times.read),
        alternative: median(times.parseLines),
        unit: 'ms',
        against,
        target,
      },
      {
        row: `list of 2,000 backups, ${times.lines} lines of history: first time`,
        ours: median(times.list),
        alternative: median(times.parseBackups),
        unit: 'ms',
        against,
        target,
      },
      {
        row: `where things stand, ${times.lines} lines of history (at each start)`,
        ours: median(times.standing),
        alternative: median(times.parseLines),
        unit: 'ms',
        against,
        target: /** @type {const} */ ({ of: 'ratio', most: 0.5 }),
      },
      {
        row: 'the same, 100 lines of history',
        ours: median(times.standingSmall),
        alternative: null,
        unit: 'ms',
        against: '',
        target: null,
      },
    ];
  },
};
