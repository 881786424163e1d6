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
const usable = 'first step can be used';

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {string} executable
 * @param {string} data folder of its own, the same for all runs
 * @param {boolean} isOurs whether it has more to say than its first picture
 */
async function start(executable, data, isOurs) {
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
    let lines = '';
    const isThere = () => paint.test(lines) && (!isOurs || lines.includes(usable));
    while (!isThere() && Date.now() < deadline) {
      await pause(50);
      if (fs.existsSync(logFile)) lines = fs.readFileSync(logFile, 'utf8');
    }
    if (!isThere()) throw new Error(`${executable} was not usable within ${startTimeoutMs / 1000} s`);
    await pause(settleMs);
    const paintMs = Number(paint.exec(lines)?.[1]);
    const processes = treeOf(pid);
    return {
      paintMs,
      drawnMs: isOurs ? paintMs + sincePaint(lines, 'page has been drawn') : NaN,
      usableMs: isOurs ? paintMs + sincePaint(lines, usable) : NaN,
      memoryMb: processes.reduce((sum, one) => sum + pssOf(one), 0) / 1024,
      processes: processes.length,
    };
  } finally {
    process.kill(-pid, 'SIGTERM');
    await ended;
  }
}

/**
 * Milliseconds from the line of the first paint to another, as the log has them.
 * @param {string} lines
 * @param {string} text
 */
function sincePaint(lines, text) {
  const at = (/** @type {string} */ part) =>
    Date.parse(new RegExp(`^\\[([^\\]]+)\\].*${part}`, 'mu').exec(lines)?.[1] ?? '');
  return at(text) - at('first contentful paint');
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
  const one = await start(bare, bareData, false);
  const other = await start(ours, ourData, true);
  if (count < 0) continue;
  measured.bare.push(one);
  measured.ours.push(other);
}
process.stdout.write(JSON.stringify(measured));
