// The recording: what it costs while it goes on, and seven days of it on the way to the screen.
import fs from 'node:fs';
import path from 'node:path';
import { buildApplication } from '../../../build/scripts/setup/application.mjs';
import { prepareElectron } from '../../../build/scripts/setup/electron.mjs';
import { hasDisplay } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild, measureInWindow } from '../child.mjs';
import { median, skippedRow } from '../table.mjs';
import { withSockets } from './usage.mjs';

const outFolder = path.join(cacheFolder, 'bench');
const sockets = 20_000;
const stepMs = 20_000;
const names = {
  cpu: `record: share of one core at ${sockets.toLocaleString('en')} sockets, every 20 s`,
  owners: 'the same for a look through all processes once a step',
  memory: 'record: memory of its process',
  icon: 'Keep watching behind its icon: memory of the main process',
};

/** @typedef {import('../bench.mjs').Row} Row */

/** @returns {Promise<Row[]>} */
async function measure() {
  return [...(await runningRows()), await viewRow()];
}

/** The built recording-bench.ts. */
async function bundledScript() {
  fs.mkdirSync(outFolder, { recursive: true });
  fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
  await bundleForNode({ 'recording-bench': 'e2e/bench/recording-bench.ts' }, outFolder);
  return path.join(outFolder, 'recording-bench.js');
}

/** @returns {Promise<Row[]>} */
async function runningRows() {
  if (process.platform !== 'linux' || (!hasDisplay && !fs.existsSync('/usr/bin/xvfb-run')))
    return Object.values(names).map((row) => skippedRow({ row, unit: '', against: '' }, 'needs Linux and a display'));
  const { env, executable } = await prepareElectron();
  await buildApplication();
  const script = await bundledScript();
  const folder = fs.mkdtempSync(path.join(outFolder, 'recorder-'));
  try {
    const [measured, found] = await withSockets(sockets, async () => [
      await measureInWindow('recorder-in-electron.mjs', [executable, projectFolder, folder], {
        ...process.env,
        ...env,
      }),
      await measureInChild(script, ['owners']),
    ]);
    const { looks } = /** @type {{ looks: number[] }} */ (found);
    const { share, record, bare, behindIcon, bareInspected } =
      /** @type {Record<'share' | 'record' | 'bare' | 'behindIcon' | 'bareInspected', number>} */ (measured);
    const common = { unit: 'MB', against: "Electron's main process without a window" };
    return [
      {
        row: names.cpu,
        ours: share * 100,
        alternative: null,
        unit: '%',
        against: '',
        target: { of: 'ours', most: 0.5 },
        standIn: 'Linux, which looks for owners of sockets only where many are new',
      },
      {
        row: names.owners,
        ours: (median(looks) / stepMs) * 100,
        alternative: null,
        unit: '%',
        against: '',
        target: null,
        standIn: 'Linux alone: the port table of Windows has the owners',
      },
      { ...common, row: names.memory, ours: record, alternative: bare, target: { of: 'ratio', most: 1.3 } },
      { ...common, row: names.icon, ours: behindIcon, alternative: bareInspected, target: { of: 'ratio', most: 1.3 } },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** @returns {Promise<Row>} */
async function viewRow() {
  const script = await bundledScript();
  const folder = fs.mkdtempSync(path.join(outFolder, 'recorded-'));
  try {
    const made = /** @type {{ bytes: number }} */ (await measureInChild(script, ['make', folder]));
    const { ours, parse } = /** @type {Record<'ours' | 'parse', number[]>} */ (
      await measureInChild(script, ['view', folder])
    );
    return {
      row: `7 days of a recording (${(made.bytes / 1e6).toFixed(1)} MB) as columns of the chart`,
      ours: median(ours),
      alternative: median(parse),
      unit: 'ms',
      against: 'reading and parsing the same bytes',
      target: { of: 'ratio', most: 3 },
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'the recording', measure };
