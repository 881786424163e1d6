// `npm run bench`: measures ours against what it could be compared with, in one run: a table on the screen, and the same
// rows in out/bench.json. A target that is missed is shown and fails nothing: machines differ.
// `npm run bench -- reg-file` runs the groups whose name contains that; a group is a file of e2e/bench/rows.
import '../../build/scripts/setup/plain-folder.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatted, met, ratioOf } from './table.mjs';
import { fail, outFolder } from '../../build/scripts/setup/project.mjs';

/**
 * What one file of e2e/bench/rows gives. A group that cannot be measured here gives `skipped` rows with the reason.
 * @typedef {object} Row
 * @property {string} row what was measured
 * @property {number | null} ours median
 * @property {number | null} alternative median of what it is compared with
 * @property {number} [ratio] median of the ratios of pairs; without it that of the medians
 * @property {readonly [number, number]} [spread] middle half of those ratios
 * @property {string} unit of both, e.g. "ms"
 * @property {string} against what the alternative is
 * @property {{ of: 'ours' | 'ratio', most: number } | null} target
 * @property {string} [standIn] what of the measured is not what a user has: practice, Linux, simulated load
 * @property {string} [skipped] why there are no numbers
 */

/** @typedef {{ title: string, measure: () => Promise<Row[]> }} Group */

const rowsFolder = path.join(import.meta.dirname, 'rows');

async function main() {
  const wanted = process.argv.slice(2);
  const files = fs
    .readdirSync(rowsFolder)
    .filter((file) => file.endsWith('.mjs'))
    .sort();
  const chosen = files.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
  /** @type {Row[]} */
  const rows = [];
  for (const file of chosen) {
    /** @type {unknown} */
    const loaded = await import(`./rows/${file}`);
    const { group } = /** @type {{ group: Group }} */ (loaded);
    console.log(`measuring: ${group.title}`);
    rows.push(...(await group.measure()));
  }
  console.log(`\n${formatted(rows)}`);
  const machine = {
    cpu: os.cpus()[0]?.model ?? '',
    cores: os.cpus().length,
    node: process.version,
    platform: `${process.platform} ${os.release()}`,
  };
  fs.mkdirSync(outFolder, { recursive: true });
  const measured = rows.map((row) => ({ ...row, ratio: ratioOf(row), met: met(row) }));
  fs.writeFileSync(
    path.join(outFolder, 'bench.json'),
    `${JSON.stringify({ at: new Date().toISOString(), machine, rows: measured }, null, 2)}\n`,
  );
}

main().catch(fail);
