// Measurements of the .reg codec, one in each process: what to do and the file are told as arguments, the result is one
// line of JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { DiffAgainstLive } from '../../electron/backup/diff';
import { LeftBehind } from '../../electron/findings/left-behind';
import { readRegFileFromDisk } from '../../electron/reg-file/disk';
import { readRegFile, regFileBytes } from '../../electron/reg-file/reg-file';
import { regSample } from './reg-sample';

const runs = 5;

async function timed(action: () => unknown): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function repeated(action: () => unknown): Promise<number[]> {
  const times = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(action));
  return times;
}

function parsed(file: string) {
  const reading = readRegFile(readFileSync(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys;
}

/** As a file that a person opens is read: compared with the live key, and searched for mistakes. */
async function opened(file: string) {
  const diff = new DiffAgainstLive({ name: 'Parameters', values: [], subkeys: [] });
  const reading = await readRegFileFromDisk(file, { codePage: 'windows-1252' }, [diff, new LeftBehind()]);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  const { entries, leftOut } = diff.finish(false);
  return entries.length + leftOut;
}

const decoded = (file: string) => readFileSync(file).toString('utf16le');

const measurements: Readonly<Record<string, (file: string, size: string) => unknown>> = {
  make(file, size) {
    writeFileSync(file, regSample(Number(size)));
    return {};
  },
  async whole(file) {
    const parse = await repeated(() => parsed(file));
    const decode = await repeated(() => decoded(file));
    const keys = parsed(file);
    return { parse, decode, write: await repeated(() => regFileBytes(keys)) };
  },
  async opened(file) {
    return { open: await repeated(() => opened(file)), decode: await repeated(() => decoded(file)) };
  },
  /** Growth of the largest resident size of this process, in MB. */
  async memory(file) {
    const before = process.resourceUsage().maxRSS;
    const values = await opened(file);
    return { grownBy: (process.resourceUsage().maxRSS - before) / 1024, values };
  },
  async standstill(file) {
    let last = performance.now();
    let longest = 0;
    const clock = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const whole = await timed(() => opened(file));
    clearInterval(clock);
    return { longest, whole };
  },
};

const [name = '', file = '', size = ''] = process.argv.slice(2);
const result = await measurements[name]?.(file, size);
process.stdout.write(`${JSON.stringify(result)}\n`);
