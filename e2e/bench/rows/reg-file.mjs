// .reg files of 1, 10 and 100 MB: reading, writing, memory, and how long the window stands still meanwhile.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { median } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench');
const script = path.join(folder, 'reg-file-bench.js');
const sizes = [1, 10, 100];

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: '.reg files',
  async measure() {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
    await bundleForNode(
      { 'reg-file-bench': 'e2e/bench/reg-file-bench.ts', 'reg-file-worker': 'electron/reg-file/worker.ts' },
      folder,
    );
    const rows = [];
    for (const size of sizes) {
      const file = path.join(folder, `sample-${size}.reg`);
      await measureInChild(script, ['make', file, String(size)]);
      rows.push(...(await speedRows(file, size)));
      if (size === 100) rows.push(await memoryRow(file), await standstillRow(file));
      fs.rmSync(file);
    }
    return rows;
  },
};

/**
 * @param {string} file
 * @param {number} size
 */
async function speedRows(file, size) {
  /** @type {import('../bench.mjs').Row['target']} */
  const target = size === 100 ? { of: 'ours', most: 3000 } : null;
  const measured = await measureInChild(script, ['speed', file]);
  const { parse, write, decode } = /** @type {Record<'parse' | 'write' | 'decode', number[]>} */ (measured);
  const against = 'reading and decoding the same bytes';
  const common = { alternative: median(decode), unit: 'ms', against };
  return [
    {
      ...common,
      row: `.reg of ${size} MB: read and parse`,
      ours: median(parse),
      target,
    },
    {
      ...common,
      row: `.reg of ${size} MB: serialize`,
      ours: median(write),
      target,
    },
  ];
}

/** @param {string} what @param {string} file */
async function threeTimes(what, file) {
  const runs = [];
  for (let run = 0; run < 3; run += 1) runs.push(await measureInChild(script, [what, file]));
  return runs;
}

/** @param {string} file @returns {Promise<import('../bench.mjs').Row>} */
async function memoryRow(file) {
  const runs = /** @type {{ grownBy: number }[]} */ (await threeTimes('memory', file));
  const ours = median(runs.map(({ grownBy }) => grownBy));
  const megabytes = fs.statSync(file).size / 2 ** 20;
  const row = '.reg of 100 MB: peak memory, its own bytes included';
  return {
    row,
    ours,
    alternative: megabytes,
    unit: 'MB',
    against: 'the size of the file',
    target: { of: 'ratio', most: 6 },
  };
}

/** @param {string} file @returns {Promise<import('../bench.mjs').Row>} */
async function standstillRow(file) {
  const runs = /** @type {{ longest: number, inPlace: number }[]} */ (await threeTimes('standstill', file));
  return {
    row: '.reg of 100 MB: longest standstill while it is read in the background',
    ours: median(runs.map(({ longest }) => longest)),
    alternative: median(runs.map(({ inPlace }) => inPlace)),
    unit: 'ms',
    against: 'reading it in place',
    target: { of: 'ours', most: 100 },
  };
}
