// 2,000 backups and 10,000 lines of history in the program's own window: until the first row is there, and the longest task.
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../../../build/offline/system-packages.mjs';
import { buildApplication } from '../../../build/scripts/setup/application.mjs';
import { prepareElectron } from '../../../build/scripts/setup/electron.mjs';
import { hasDisplay, testEnvironment } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild, measureInWindow } from '../child.mjs';
import { median, paired } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench');
const userData = path.join(folder, 'lists');
const runs = 5;
const lists = /** @type {const} */ ([
  ['history', '10,000 lines of history'],
  ['backups', '2,000 backups'],
]);

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'lists in the window',
  async measure() {
    if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
    const { env } = await prepareElectron();
    await buildApplication();
    fs.rmSync(userData, { recursive: true, force: true });
    fs.mkdirSync(userData, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
    await bundleForNode({ 'fill-history': 'e2e/bench/fill-history.ts' }, folder);
    const parsed = await measureInChild(path.join(folder, 'fill-history.js'), [userData, String(runs)]);
    const parses = /** @type {Record<'history' | 'backups', number[]>} */ (parsed);
    const answer = await measureInWindow('lists-in-window.mjs', [projectFolder, userData, String(runs)], {
      ...testEnvironment(),
      ...env,
    });
    fs.rmSync(userData, { recursive: true, force: true });
    const measured = /** @type {Record<'history' | 'backups', { firstRowMs: number, longestTaskMs: number }[]>} */ (
      answer
    );
    const standIn = process.platform === 'win32' ? 'practice machine' : 'Linux, practice machine';
    return lists.flatMap(([list, row]) => [
      {
        row: `${row}: click to the first row, first time`,
        unit: 'ms',
        against: 'reading and parsing the same bytes',
        standIn,
        target: /** @type {const} */ ({ of: 'ratio', most: 3 }),
        ...paired(
          measured[list].map(({ firstRowMs }) => firstRowMs),
          parses[list],
        ),
      },
      {
        row: `${row}: longest task of the window meanwhile`,
        ours: median(measured[list].map(({ longestTaskMs }) => longestTaskMs)),
        alternative: null,
        unit: 'ms',
        against: 'tasks up to 50 ms count as 0',
        standIn,
        target: /** @type {const} */ ({ of: 'ours', most: 50 }),
      },
    ]);
  },
};
