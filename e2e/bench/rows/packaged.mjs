// The packaged window against a bare Electron window: the same executable with the same fuses, by turns, in one run.
import fs from 'node:fs';
import path from 'node:path';
import { buildFolder, preparePackage, thisSystem } from '../../../build/package/build-package.mjs';
import { executableIn } from '../../package/inspection.mjs';
import { hasDisplay, testEnvironment } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { prepareSystemPackages } from '../../../build/offline/system-packages.mjs';
import { measureInWindow } from '../child.mjs';
import { median } from '../table.mjs';

const runs = 9;
const folder = path.join(cacheFolder, 'bench', 'packaged');
const page = `<!doctype html><meta charset="utf-8"><title>bare</title><p>One line of text.</p><script>
new PerformanceObserver((paints) => {
  for (const { name, startTime } of paints.getEntries()) {
    if (name === 'first-contentful-paint') console.info('painted at ' + Math.round(performance.timeOrigin + startTime));
  }
}).observe({ type: 'paint', buffered: true });
</script>
`;

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'start and memory of the packaged window', measure };

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  const against = 'a bare Electron window, same executable, same run';
  const start = {
    row: 'packaged window: process start to first contentful paint',
    unit: 'ms',
    against,
    target: /** @type {const} */ ({ of: 'ratio', most: 1.3 }),
  };
  // The first paint is the name of the program in index.html; what follows is drawn by React. No target is set for it.
  const drawn = {
    row: 'packaged window: process start to the page drawn by React',
    unit: 'ms',
    against: "the bare window's first paint",
    target: null,
  };
  const memory = {
    row: 'packaged window: memory (PSS) of all processes',
    unit: 'MB',
    against,
    target: /** @type {const} */ ({ of: 'ratio', most: 1.2 }),
  };
  if (process.platform !== 'linux') {
    return [start, drawn, memory].map((row) => ({
      ...row,
      ours: null,
      alternative: null,
      skipped: 'reads memory from /proc: Linux only',
    }));
  }
  if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
  const { output } = await preparePackage();
  const ours = await buildFolder(thisSystem, output);
  const bare = await bareFrom(ours);
  const data = ['our-data', 'bare-data'].map((name) => path.join(folder, name));
  for (const one of data) fs.mkdirSync(one, { recursive: true });
  const args = [String(runs), executableIn(ours), data[0] ?? '', executableIn(bare), data[1] ?? ''];
  const answer = await measureInWindow('start-in-window.mjs', args, testEnvironment());
  const measured =
    /** @type {Record<'ours' | 'bare', { paintMs: number, drawnMs: number, memoryMb: number, processes: number }[]>} */ (
      answer
    );
  return [
    {
      ...start,
      ours: median(measured.ours.map(({ paintMs }) => paintMs)),
      alternative: median(measured.bare.map(({ paintMs }) => paintMs)),
    },
    {
      ...drawn,
      ours: median(measured.ours.map(({ drawnMs }) => drawnMs)),
      alternative: median(measured.bare.map(({ paintMs }) => paintMs)),
    },
    {
      ...memory,
      ours: median(measured.ours.map(({ memoryMb }) => memoryMb)),
      alternative: median(measured.bare.map(({ memoryMb }) => memoryMb)),
    },
  ];
}

/** Our package with another program in it. @param {string} ours */
async function bareFrom(ours) {
  const { createPackage } = await import('@electron/asar');
  const bare = path.join(folder, 'bare');
  const source = path.join(folder, 'bare-source');
  for (const one of [bare, source]) fs.rmSync(one, { recursive: true, force: true });
  fs.cpSync(ours, bare, { recursive: true, verbatimSymlinks: true });
  for (const name of ['app.asar', 'app.asar.unpacked'])
    fs.rmSync(path.join(bare, 'resources', name), { recursive: true, force: true });
  fs.mkdirSync(source, { recursive: true });
  fs.writeFileSync(path.join(source, 'package.json'), '{"name":"bare-window","version":"1.0.0","main":"main.cjs"}\n');
  fs.copyFileSync(path.join(projectFolder, 'e2e', 'bench', 'bare-window.cjs'), path.join(source, 'main.cjs'));
  fs.writeFileSync(path.join(source, 'page.html'), page);
  await createPackage(source, path.join(bare, 'resources', 'app.asar'));
  return bare;
}
