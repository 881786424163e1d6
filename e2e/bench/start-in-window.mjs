// Starts two packaged programs by turns and prints, as JSON, when each painted first and what memory it took:
// `start-in-window.mjs RUNS OURS OUR_DATA BARE BARE_DATA`. Runs on the display that it is given.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { sandboxSwitches } from '../../build/scripts/setup/electron.mjs';

const [runs = '9', ours = '', ourData = '', bare = '', bareData = ''] = process.argv.slice(2);
/** After the first picture, so that what is loaded late counts as well. */
const settleMs = 4000;
const startTimeoutMs = 30_000;
const paint = /first contentful paint after (\d+) ms/u;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {string} executable
 * @param {string} data folder of its own, the same for all runs
 */
async function start(executable, data) {
  const logFile = path.join(data, 'logs', 'main.log');
  fs.rmSync(logFile, { force: true });
  const child = spawn(executable, [...sandboxSwitches(), `--user-data-dir=${data}`], {
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const pid = child.pid ?? 0;
  try {
    const deadline = Date.now() + startTimeoutMs;
    let found = null;
    while (!found && Date.now() < deadline) {
      await pause(50);
      found = fs.existsSync(logFile) ? paint.exec(fs.readFileSync(logFile, 'utf8')) : null;
    }
    if (!found) throw new Error(`${executable} painted nothing within ${startTimeoutMs / 1000} s`);
    await pause(settleMs);
    const lines = fs.readFileSync(logFile, 'utf8');
    const processes = treeOf(pid);
    return {
      paintMs: Number(found[1]),
      drawnMs: Number(found[1]) + millisecondsBetween(lines),
      memoryMb: processes.reduce((sum, one) => sum + pssOf(one), 0) / 1024,
      processes: processes.length,
    };
  } finally {
    process.kill(-pid, 'SIGTERM');
    await ended;
  }
}

/** From the line of the first paint to that of the page drawn by the program, as the log has them. @param {string} lines */
function millisecondsBetween(lines) {
  const at = (/** @type {string} */ text) =>
    Date.parse(new RegExp(`^\\[([^\\]]+)\\].*${text}`, 'mu').exec(lines)?.[1] ?? '');
  return at('page has been drawn') - at('first contentful paint');
}

/** A process and all that it started. @param {number} root */
function treeOf(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    try {
      // "pid (name) state parent ...": the name may hold blanks and brackets.
      const parent = Number(fs.readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Ended meanwhile.
    }
  }
  const found = [root];
  for (const one of found) found.push(...(children.get(one) ?? []));
  return found;
}

/** Its share of the memory that it uses, in kB. @param {number} pid */
function pssOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+) kB/mu.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @type {{ ours: Awaited<ReturnType<typeof start>>[], bare: Awaited<ReturnType<typeof start>>[] }} */
const measured = { ours: [], bare: [] };
// The first of each warms the caches, and does not count.
for (let count = -1; count < Number(runs); count += 1) {
  const one = await start(bare, bareData);
  const other = await start(ours, ourData);
  if (count < 0) continue;
  measured.bare.push(one);
  measured.ours.push(other);
}
process.stdout.write(JSON.stringify(measured));
