// The largest evidence file there may be: how long it takes to open, and how long it holds up the window.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { median } from '../table.mjs';

const outFolder = path.join(cacheFolder, 'bench');

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  fs.mkdirSync(outFolder, { recursive: true });
  fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
  await bundleForNode(
    {
      'evidence-bench': 'e2e/bench/evidence-bench.ts',
      'evidence-worker': 'electron/evidence/worker/evidence-worker.ts',
    },
    outFolder,
  );
  const script = path.join(outFolder, 'evidence-bench.js');
  const file = path.join(outFolder, 'evidence.zip');
  try {
    const { rows } = /** @type {{ rows: number }} */ (await measureInChild(script, ['make', file]));
    const { took, standstills } = /** @type {Record<'took' | 'standstills', number[]>} */ (
      await measureInChild(script, ['open', file])
    );
    const name = `evidence file of ${rows.toLocaleString('en')} sockets`;
    const common = { alternative: null, unit: 'ms', against: '', target: null };
    return [
      { ...common, row: `${name}: opened`, ours: median(took) },
      {
        ...common,
        row: `${name}: longest standstill meanwhile`,
        ours: median(standstills),
        target: { of: 'ours', most: 100 },
      },
    ];
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'the evidence file', measure };
