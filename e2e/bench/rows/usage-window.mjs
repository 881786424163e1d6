// Live usage in the program's own window: memory of all processes over an hour of samples, and tasks that block it.
import fs from 'node:fs';
import path from 'node:path';
import { buildApplication } from '../../../build/scripts/setup/application.mjs';
import { prepareElectron } from '../../../build/scripts/setup/electron.mjs';
import { hasDisplay } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, outFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInWindow } from '../child.mjs';
import { median, skippedRow } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench', 'live-hour');
const rows = {
  memory: 'memory of all processes, last minutes of an hour of live usage',
  tasks: 'tasks over 50 ms in a minute of live usage',
};

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  const xvfb = '/usr/bin/xvfb-run';
  if (process.platform !== 'linux' || (!hasDisplay && !fs.existsSync(xvfb))) {
    return Object.values(rows).map((row) => skippedRow({ row, unit: '', against: '' }, 'needs Linux and a display'));
  }
  const { env } = await prepareElectron();
  await buildApplication();
  fs.mkdirSync(folder, { recursive: true });
  await bundleForNode(
    { 'live-hour': 'e2e/bench/live-hour.ts', 'live-hour-worker': 'e2e/bench/live-hour-worker.ts' },
    folder,
  );
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    '{"name":"live-hour-bench","version":"1.0.0","type":"module","main":"live-hour.js"}\n',
  );
  const measured = await measureInWindow('live-hour-in-window.mjs', [folder, outFolder], { ...process.env, ...env });
  const { memory, longTasks, samples } = /** @type {{ memory: number[], longTasks: number[], samples: number }} */ (
    measured
  );
  return [
    {
      row: rows.memory,
      ours: median(memory.slice(57, 60)),
      alternative: median(memory.slice(0, 3)),
      unit: 'MB',
      against: 'its first minutes',
      standIn: `simulated burst of 20,000 sockets at most, the hour in two minutes`,
      target: { of: 'ratio', most: 1.02 },
    },
    {
      row: rows.tasks,
      ours: longTasks.length,
      alternative: null,
      unit: 'tasks',
      against: `${samples} samples drawn, an hour of them in view`,
      target: { of: 'ours', most: 0 },
    },
  ];
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'live usage in the window (four minutes)', measure };
