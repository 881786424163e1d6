// .reg files: 1 and 10 MB in memory, as backups are read and written, and 300 MB that a person opens: time, memory, and the
// longest standstill meanwhile.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { median } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench');
const script = path.join(folder, 'reg-file-bench.js');
const sizesInMemory = [1, 10];
const sizeOpened = 300;
const against = 'reading and decoding the same bytes';

/** @typedef {import('../bench.mjs').Row} Row */

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: '.reg files',
  async measure() {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
    await bundleForNode({ 'reg-file-bench': 'e2e/bench/reg-file-bench.ts' }, folder);
    /** @type {Row[]} */
    const rows = [];
    for (const size of sizesInMemory) rows.push(...(await withSample(size, (file) => inMemoryRows(file, size))));
    return [...rows, ...(await withSample(sizeOpened, openedRows))];
  },
};

/**
 * @template T
 * @param {number} size
 * @param {(file: string) => Promise<T>} measure
 */
async function withSample(size, measure) {
  const file = path.join(folder, `sample-${size}.reg`);
  await measureInChild(script, ['make', file, String(size)]);
  try {
    return await measure(file);
  } finally {
    fs.rmSync(file);
  }
}

/**
 * @param {string} file
 * @param {number} size
 * @returns {Promise<Row[]>}
 */
async function inMemoryRows(file, size) {
  const measured = await measureInChild(script, ['whole', file]);
  const { parse, write, decode } = /** @type {Record<'parse' | 'write' | 'decode', number[]>} */ (measured);
  const common = { alternative: median(decode), unit: 'ms', against, target: null };
  return [
    { ...common, row: `.reg of ${size} MB: read and parse`, ours: median(parse) },
    { ...common, row: `.reg of ${size} MB: serialize`, ours: median(write) },
  ];
}

/**
 * @param {string} file
 * @returns {Promise<Row[]>}
 */
async function openedRows(file) {
  const row = `.reg of ${sizeOpened} MB, opened`;
  const measured = await measureInChild(script, ['opened', file]);
  const { open, decode } = /** @type {Record<'open' | 'decode', number[]>} */ (measured);
  const memory = await thrice('memory', file);
  const still = await thrice('standstill', file);
  return [
    {
      row,
      ours: median(open),
      alternative: median(decode),
      unit: 'ms',
      against,
      target: { of: 'ratio', most: 2 },
    },
    {
      row: `${row}: memory above the idle process`,
      ours: median(memory.map(({ grownBy }) => grownBy)),
      alternative: fs.statSync(file).size / 2 ** 20,
      unit: 'MB',
      against: 'the size of the file',
      target: { of: 'ours', most: 64 },
    },
    {
      row: `${row}: longest standstill`,
      ours: median(still.map(({ longest }) => longest)),
      alternative: median(still.map(({ whole }) => whole)),
      unit: 'ms',
      against: 'all of the reading',
      target: { of: 'ours', most: 50 },
    },
  ];
}

/**
 * @param {string} name
 * @param {string} file
 */
async function thrice(name, file) {
  /** @type {Record<'grownBy' | 'longest' | 'whole', number>[]} */
  const runs = [];
  for (let run = 0; run < 3; run += 1) {
    const measured = await measureInChild(script, [name, file]);
    runs.push(/** @type {Record<'grownBy' | 'longest' | 'whole', number>} */ (measured));
  }
  return runs;
}
