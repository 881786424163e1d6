// What recording costs in the real Electron, as JSON: `recorder-in-electron.mjs ELECTRON PROGRAM FOLDER`, on the display that it is
// given. ELECTRON is the executable, PROGRAM is the folder of the built program, FOLDER one for files.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron } from 'playwright';
import { sandboxSwitches } from '../../build/scripts/setup/electron.mjs';

const [electron = '', program = '', folder = ''] = process.argv.slice(2);
const stepMs = 20_000;
const steps = 5;
/** Until what is needed once is loaded, and the first sample taken. */
const settleMs = 25_000;
/** Ticks of the kernel's clock in a second, for user space. */
const ticksPerSecond = 100;

const bareFolder = path.join(folder, 'bare');
fs.mkdirSync(bareFolder, { recursive: true });
fs.copyFileSync(path.join(import.meta.dirname, 'bare-main.cjs'), path.join(bareFolder, 'main.cjs'));
fs.writeFileSync(path.join(bareFolder, 'package.json'), '{"name":"bare","version":"1.0.0","main":"main.cjs"}\n');

/** Resident, in MB. @param {number} pid */
function residentMb(pid) {
  const found = /^VmRSS:\s+(\d+) kB/mu.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

/** Seconds of all its threads so far. @param {number} pid */
function cpuSeconds(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** @param {string} name */
const dataOf = (name) => `--user-data-dir=${fs.mkdtempSync(path.join(folder, `${name}-`))}`;

/**
 * @template T
 * @param {readonly string[]} args
 * @param {(pid: number) => Promise<T>} measure
 */
async function running(args, measure) {
  const child = spawn(electron, [...args, ...sandboxSwitches()], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    return await measure(child.pid ?? 0);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/**
 * As the icon in the notification area leaves it: the window was open, and is closed.
 * @param {string} started
 * @param {string} data
 * @param {boolean} hasWindow
 */
async function withoutWindow(started, data, hasWindow) {
  const app = await _electron.launch({ args: [started, data], chromiumSandbox: sandboxSwitches().length === 0 });
  if (hasWindow) {
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }
  await pause(settleMs);
  const memory = residentMb(app.process().pid ?? 0);
  await app.close();
  return memory;
}

const recorded = await running([program, dataOf('record'), 'record', `--every=${stepMs / 1000}`], async (pid) => {
  await pause(settleMs);
  const [before, since] = [cpuSeconds(pid), performance.now()];
  await pause(steps * stepMs);
  const share = (cpuSeconds(pid) - before) / ((performance.now() - since) / 1000);
  return { share, memory: residentMb(pid) };
});
const bare = await running([bareFolder, dataOf('bare')], async (pid) => {
  await pause(settleMs);
  return residentMb(pid);
});
const watching = dataOf('watching');
fs.writeFileSync(
  path.join(watching.slice('--user-data-dir='.length), 'recording-settings.json'),
  '{"keepWatching":true,"isExplained":true}\n',
);
const behindIcon = await withoutWindow(program, watching, true);
const bareInspected = await withoutWindow(bareFolder, dataOf('bare'), false);
process.stdout.write(
  JSON.stringify({ share: recorded.share, record: recorded.memory, bare, behindIcon, bareInspected }),
);
