// One diagnosis beside the slowest program of Windows that it starts.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { skippedRow } from '../table.mjs';

const outFolder = path.join(cacheFolder, 'bench');

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  const row = 'one diagnosis, nothing known beforehand';
  const against = 'its slowest child process (0.3 s)';
  if (process.platform === 'win32') return [skippedRow({ row, unit: 'ms', against }, 'needs a shell')];
  const folder = path.join(outFolder, 'diagnosis');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
  await bundleForNode({ 'diagnosis-bench': 'e2e/bench/diagnosis-bench.ts' }, outFolder);
  const answer = await measureInChild(path.join(outFolder, 'diagnosis-bench.js'), [folder]);
  const { ours, child } = /** @type {{ ours: number, child: number }} */ (answer);
  return [{ row, ours, alternative: child, unit: 'ms', against, target: { of: 'ratio', most: 1.5 } }];
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'one diagnosis', measure };
