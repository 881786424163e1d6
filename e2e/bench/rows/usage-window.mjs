// Live usage in the program's own window: memory of all processes over an hour of samples, and tasks that block it.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildApplication } from '../../../build/scripts/setup/application.mjs';
import { prepareElectron } from '../../../build/scripts/setup/electron-runtime.mjs';
import { hasDisplay } from '../../../build/scripts/setup/environment.mjs';
import { SetupError, cacheFolder, outFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../../build/scripts/setup/bundle-node.mjs';
import { median } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench', 'live-hour');
const rows = {
  memory: 'memory of all processes, last quarter of an hour of live usage',
  tasks: 'tasks over 50 ms in a minute of live usage',
};

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  const xvfb = '/usr/bin/xvfb-run';
  if (process.platform !== 'linux' || (!hasDisplay && !fs.existsSync(xvfb))) {
    return Object.values(rows).map((row) => ({
      row,
      ours: null,
      alternative: null,
      unit: '',
      against: '',
      target: null,
      skipped: 'needs Linux and a display',
    }));
  }
  const { env } = await prepareElectron();
  if (!(await buildApplication())) throw new SetupError('the program could not be built');
  fs.mkdirSync(folder, { recursive: true });
  await bundleForNode(
    { 'live-hour': 'e2e/bench/live-hour.ts', 'live-hour-worker': 'e2e/bench/live-hour-worker.ts' },
    folder,
  );
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    '{"name":"live-hour-bench","version":"1.0.0","type":"module","main":"live-hour.js"}\n',
  );
  const script = [
    process.execPath,
    path.join(projectFolder, 'e2e', 'bench', 'live-hour-in-window.mjs'),
    folder,
    outFolder,
  ];
  const [command = '', ...args] = hasDisplay ? script : [xvfb, '-a', ...script];
  const { stdout } = await promisify(execFile)(command, args, { env: { ...process.env, ...env }, cwd: projectFolder });
  /** @type {{ memory: number[], longTasks: number[], samples: number }} */
  const { memory, longTasks, samples } = JSON.parse(stdout);
  return [
    {
      row: rows.memory,
      ours: median(memory.slice(45, 60)),
      alternative: median(memory.slice(15, 30)),
      unit: 'MB',
      against: 'its second quarter',
      target: { of: 'ratio', most: 1.03 },
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
