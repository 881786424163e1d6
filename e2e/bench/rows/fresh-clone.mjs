// From a fresh clone to the end of the tour, against `npm ci` of the same lock file; npm's cache is warm.
import fs from 'node:fs';
import path from 'node:path';
import { withoutDisplay } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { runOrThrow } from '../../../build/scripts/setup/run.mjs';
import { paired, skippedRow } from '../table.mjs';

const pairs = 3;
const folder = path.join(cacheFolder, 'bench', 'fresh clone');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const row = {
  row: 'fresh clone: npm start, to the end of the tour',
  unit: 's',
  against: 'npm ci of the same lock file, by turns',
};

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'a fresh clone (some minutes)',
  async measure() {
    if (process.platform !== 'linux') return [skippedRow(row, 'takes the tour on a virtual display: Linux')];
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const alternative = [];
    // The first of each fills npm's cache, and does not count.
    for (let pair = -1; pair < pairs; pair += 1) {
      const times = [await inClone(['ci']), await inClone(['start'])];
      if (pair < 0) continue;
      alternative.push(times[0] ?? NaN);
      ours.push(times[1] ?? NaN);
    }
    return [
      {
        ...row,
        ...paired(ours, alternative),
        standIn: 'the tour on a virtual display',
        target: /** @type {const} */ ({ of: 'ratio', most: 1.5 }),
      },
    ];
  },
};

/** Seconds that npm takes in a clone of what is committed. @param {readonly string[]} args */
async function inClone(args) {
  fs.rmSync(folder, { recursive: true, force: true });
  await runOrThrow('git', ['clone', '--quiet', projectFolder, folder]);
  try {
    const start = performance.now();
    // Another row has built with Vite, which leaves "production": npm would leave out what nearly everything here is.
    await runOrThrow(npm, args, { cwd: folder, env: { ...withoutDisplay(process.env), NODE_ENV: undefined } });
    return (performance.now() - start) / 1000;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
