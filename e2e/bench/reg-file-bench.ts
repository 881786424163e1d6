// Measurements of the .reg codec, one in each process: what to do and the file are told as arguments, the result is one
// line of JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { readRegFile, regFileBytes } from '../../electron/reg-file/reg-file';
import { readRegFileInBackground } from '../../electron/reg-file/background';
import { regSample } from './reg-sample';

const runs = 5;

function timed(action: () => unknown): number {
  globalThis.gc?.();
  const start = performance.now();
  action();
  return performance.now() - start;
}

function parsed(file: string) {
  const reading = readRegFile(readFileSync(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys;
}

const repeated = (action: () => unknown) => Array.from({ length: runs }, () => timed(action));

const measurements: Readonly<Record<string, (file: string, size: string) => unknown>> = {
  make(file, size) {
    writeFileSync(file, regSample(Number(size)));
    return {};
  },
  speed(file) {
    const parse = repeated(() => parsed(file));
    const decode = repeated(() => readFileSync(file).toString('utf16le'));
    const keys = parsed(file);
    return { parse, decode, write: repeated(() => regFileBytes(keys)) };
  },
  /** Growth of the largest resident size of this process, in MB. */
  memory(file) {
    const before = process.resourceUsage().maxRSS;
    const keys = parsed(file);
    return { grownBy: (process.resourceUsage().maxRSS - before) / 1024, keys: keys.length };
  },
  async standstill(file) {
    let last = performance.now();
    let longest = 0;
    const clock = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const reading = await readRegFileInBackground(file);
    clearInterval(clock);
    if (!reading.ok) throw new Error(JSON.stringify(reading));
    return { longest, inPlace: timed(() => parsed(file)) };
  },
};

const [name = '', file = '', size = ''] = process.argv.slice(2);
const result = await measurements[name]?.(file, size);
process.stdout.write(`${JSON.stringify(result)}\n`);
