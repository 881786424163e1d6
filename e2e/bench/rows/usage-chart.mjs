// One update of the large chart in a window of the real Electron: eight series of 3,600 points.
import fs from 'node:fs';
import path from 'node:path';
import { prepareElectron } from '../../../build/scripts/setup/electron.mjs';
import { hasDisplay } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { measureInWindow } from '../child.mjs';
import { paired, skippedRow } from '../table.mjs';

const folder = path.join(cacheFolder, 'bench', 'chart');
const warmUps = 10;

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  const row = 'chart, one update of 8 series × 3,600 points';
  const hasXvfb = ['/usr/bin/xvfb-run'].some((file) => fs.existsSync(file));
  if (!hasDisplay && !hasXvfb) return [skippedRow({ row, unit: 'ms', against: '' }, 'needs a display')];
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      lib: {
        entry: path.join(projectFolder, 'e2e', 'bench', 'chart-page.ts'),
        formats: ['iife'],
        name: 'chart',
        fileName: () => 'page.js',
      },
    },
  });
  const page = path.join(folder, 'page.html');
  fs.writeFileSync(page, '<!doctype html><meta charset="utf-8"><body><script src="page.js"></script></body>\n');
  const { env } = await prepareElectron();
  const measured = await measureInWindow('chart-in-window.mjs', [page, '70'], { ...process.env, ...env });
  const { ours, bare } = /** @type {Record<'ours' | 'bare', number[]>} */ (measured);
  return [
    {
      row,
      unit: 'ms',
      against: 'uPlot bare, the same points, by turns',
      target: { of: 'ratio', most: 1.2 },
      ...paired(ours.slice(warmUps), bare.slice(warmUps)),
    },
    {
      row: `${row}: the longest`,
      ours: Math.max(...ours.slice(warmUps)),
      alternative: null,
      unit: 'ms',
      against: '',
      target: { of: 'ours', most: 50 },
    },
  ];
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'the chart of port usage', measure };
