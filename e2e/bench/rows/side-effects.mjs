// What a change of the port range may break: ten times as many excluded ranges or listeners take about ten times as long.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';

const outFolder = path.join(cacheFolder, 'bench');

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  fs.mkdirSync(outFolder, { recursive: true });
  fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
  await bundleForNode({ 'side-effects-bench': 'e2e/bench/side-effects-bench.ts' }, outFolder);
  const answer = await measureInChild(path.join(outFolder, 'side-effects-bench.js'), []);
  const measured = /** @type {Record<string, [number, number]>} */ (answer);
  const names = [
    ['excluded', 'side effects, excluded ranges'],
    ['listeners', 'side effects, listeners'],
    ['text', 'reading the table of excluded ranges'],
  ];
  return names.map(([name = '', row = '']) => {
    const [few, many] = measured[name] ?? [null, null];
    return {
      row: `${row}: 10,000`,
      ours: many,
      alternative: few,
      unit: 'ms',
      against: '1,000',
      target: name === 'text' ? null : { of: 'ratio', most: 12 },
    };
  });
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'side effects of a wider range', measure };
