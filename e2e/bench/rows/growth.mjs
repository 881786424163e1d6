// Ten times as much takes about ten times as long: sockets, addresses, processes, remote ends, excluded ranges.
// (Listeners: side-effects.mjs.)
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { paired } from '../table.mjs';

const outFolder = path.join(cacheFolder, 'bench');
const against = 'the shorter, by turns';
const tenTimes = /** @type {const} */ (['1,000 to 10,000', 12]);
/** @type {readonly (readonly [kind: string, row: string, growth: string, most: number])[]} */
const kinds = [
  ['rows', 'one sample beyond the reading, sockets', '1,000 to 60,000', 1.1 * 60],
  ['addresses', 'the same, local addresses of six sockets', ...tenTimes],
  ['processes', 'the same, processes of six sockets', ...tenTimes],
  ['remotes', 'the same, remote ends of six sockets', ...tenTimes],
  ['excluded', 'the same after a reading of the ranges, excluded ranges', ...tenTimes],
];

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'growth',
  async measure() {
    fs.mkdirSync(outFolder, { recursive: true });
    fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
    await bundleForNode({ 'growth-bench': 'e2e/bench/growth-bench.ts' }, outFolder);
    const answer = await measureInChild(path.join(outFolder, 'growth-bench.js'), []);
    const measured = /** @type {Record<string, { short: number[], long: number[] }>} */ (answer);
    return kinds.map(([kind, row, growth, most]) => ({
      row: `${row}: ${growth}`,
      unit: 'ms',
      against,
      standIn: 'tables in memory',
      target: /** @type {const} */ ({ of: 'ratio', most }),
      ...paired(measured[kind]?.long ?? [], measured[kind]?.short ?? []),
    }));
  },
};
