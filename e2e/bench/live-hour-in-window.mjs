// Opens live usage in the real window while an hour of samples passes in about two minutes, then watches one real minute:
// `live-hour-in-window.mjs PROGRAM OUT`. Prints the memory of all processes a minute of that hour, and the long tasks.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright';
import { sandboxSwitches } from '../../build/scripts/setup/electron.mjs';

const [program = '', outFolder = ''] = process.argv.slice(2);
const samplesOfMinute = 60;
/** Told before the window listened. */
const samplesBeforehand = 60;
const watchedMs = 60_000;

/**
 * What the page has for the time of the measurement.
 * @typedef {object} Measuring
 * @property {number[]} longTasks
 * @property {() => number} countSamples
 * @property {(count: number) => Promise<unknown>} untilSample
 */

/** @typedef {Measuring & { portWizard: import('../../electron/contract/ipc/bridge').Bridge }} MeasuredWindow */

const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'port-wizard-bench-'));
const app = await _electron.launch({
  args: [program, `--user-data-dir=${userData}`, `--out-folder=${outFolder}`, '--js-flags=--expose-gc'],
  chromiumSandbox: sandboxSwitches().length === 0,
});
try {
  const page = await app.firstWindow({ timeout: 30_000 });
  const devTools = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    const found = /** @type {number[]} */ ([]);
    let samples = 0;
    const waiting = /** @type {{ count: number, tell: () => void }[]} */ ([]);
    new PerformanceObserver((list) => found.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    const { portWizard } = /** @type {MeasuredWindow} */ (/** @type {unknown} */ (window));
    portWizard.on('usage.sampled', () => {
      samples += 1;
      if (samples >= (waiting[0]?.count ?? Infinity)) waiting.shift()?.tell();
    });
    Object.assign(window, {
      longTasks: found,
      countSamples: () => samples,
      untilSample: (/** @type {number} */ count) =>
        new Promise((done) => waiting.push({ count, tell: () => done(null) })),
    });
  });
  await page.getByRole('button', { name: 'Open live usage' }).click();
  await page.getByRole('button', { name: '1 h', exact: true }).click();
  /** @type {number[]} */
  const memory = [];
  for (let minute = 1; minute <= 60; minute += 1) {
    const wanted = minute * samplesOfMinute - samplesBeforehand;
    await page.evaluate(
      (count) => /** @type {MeasuredWindow} */ (/** @type {unknown} */ (window)).untilSample(count),
      wanted,
    );
    await app.evaluate(() => globalThis.gc?.());
    await devTools.send('HeapProfiler.collectGarbage');
    memory.push(memoryOf(app.process().pid ?? 0));
  }
  const before = await page.evaluate(() => {
    const { longTasks, countSamples } = /** @type {MeasuredWindow} */ (/** @type {unknown} */ (window));
    longTasks.length = 0;
    return countSamples();
  });
  await page.waitForTimeout(watchedMs);
  const { longTasks, samples } = await page.evaluate(() => {
    const { longTasks, countSamples } = /** @type {MeasuredWindow} */ (/** @type {unknown} */ (window));
    return { longTasks, samples: countSamples() };
  });
  process.stdout.write(JSON.stringify({ memory, longTasks, samples: samples - before }));
} finally {
  await app.close();
  fs.rmSync(userData, { recursive: true, force: true });
}

/**
 * MB of a process and everything that it started. What they share is counted once; files that are mapped are left out:
 * their part depends on who else on the machine has them mapped.
 * @param {number} root
 */
function memoryOf(root) {
  const parents = new Map(
    fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  /** @param {number} id @returns {boolean} */
  const isOurs = (id) => id === root || (parents.has(id) && isOurs(parents.get(id) ?? 0));
  const kilobytes = [...parents.keys()].filter(isOurs).map((id) => {
    try {
      const parts = fs.readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm);
      return [...parts].reduce((sum, [, value]) => sum + Number(value), 0);
    } catch {
      return 0; // It has ended meanwhile.
    }
  });
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}

/** @param {string} name */
function parentOf(name) {
  try {
    const text = fs.readFileSync(`/proc/${name}/stat`, 'latin1');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
