// `npm run fuzz`: looks for bytes that break the reading of .reg files, guided by the code that they reach. Bounded by
// FUZZ_SECONDS (60 unless told). What breaks something is kept in .cache/fuzz, and the exit code is 1.
//
// The known coverage-guided library, @jazzer.js/core 4, ships a binary that needs glibc 2.38 (Debian 12 has 2.36), and
// its older releases download theirs: so the loop is our own, with V8's own block coverage as its guide.
import '../../build/scripts/setup/plain-folder.mjs';
import { createHash, randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundleForNode, importBundle } from '../bundle.mjs';
import { inputCapacity, shared } from './shared.mjs';
import { cacheFolder, fail } from '../../build/scripts/setup/project.mjs';

/** @typedef {{ message: string, input: Uint8Array }} Failure */
/** @typedef {{ runs: number, elapsed: number, blocks: number, kept: number, failure?: undefined }} Success */
/** @typedef {{ target: string, seconds: number, seed: number, memory: SharedArrayBuffer }} Given what the thread is given */

const folder = path.join(cacheFolder, 'fuzz');
const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
/** An input that is still running after this many milliseconds hangs; those over a second are told by the target. */
const hangAfter = 10_000;

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  await bundleForNode({ target: 'e2e/fuzz/reg-fuzz-target.ts' }, folder);
  const target = path.join(folder, 'target.js');
  const replayed = process.argv.slice(2);
  if (replayed.length > 0) return replay(target, replayed);
  console.log(`fuzzing the .reg reader, diff and linter for ${seconds} s (FUZZ_SEED=${seed})`);
  const memory = new SharedArrayBuffer(shared.headerBytes + inputCapacity);
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { target, seconds, seed, memory },
  });
  const state = new Int32Array(memory, 0, shared.headerBytes / 4);
  /** @type {{ failure: Failure } | Success} */
  const result = await new Promise((resolve, reject) => {
    let run = -1;
    let since = Date.now();
    const watch = setInterval(() => {
      const now = Atomics.load(state, shared.run);
      if (now !== run) {
        run = now;
        since = Date.now();
      } else if (run > 0 && Date.now() - since > hangAfter) {
        resolve({ failure: { message: `hangs for more than ${hangAfter / 1000} s`, input: inputIn(memory, state) } });
      }
    }, 200);
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => clearInterval(watch));
  });
  await worker.terminate();
  if (result.failure) report(result.failure);
  else {
    const { runs, elapsed, blocks, kept } = result;
    console.log(
      `${runs} runs in ${elapsed.toFixed(1)} s (${Math.round(runs / elapsed)} a second), ${blocks} blocks of code reached, ${kept} inputs kept, no failure`,
    );
  }
}

/**
 * @param {SharedArrayBuffer} memory
 * @param {Int32Array} state
 */
function inputIn(memory, state) {
  return Uint8Array.from(new Uint8Array(memory, shared.headerBytes, Atomics.load(state, shared.length)));
}

/** @param {Failure} failure */
function report({ message, input }) {
  const name = `failure-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`;
  fs.writeFileSync(path.join(folder, name), input);
  console.error(`${message}\nthe input is kept: npm run fuzz -- .cache/fuzz/${name}`);
  process.exitCode = 1;
}

/**
 * Runs inputs that were kept.
 * @param {string} target
 * @param {readonly string[]} files
 */
async function replay(target, files) {
  const { fuzz } = /** @type {typeof import('./reg-fuzz-target')} */ (await importBundle(target));
  for (const file of files) {
    fuzz(fs.readFileSync(file));
    console.log(`${file}: nothing wrong`);
  }
}

main().catch(fail);
