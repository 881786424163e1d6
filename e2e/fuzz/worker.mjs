// The fuzzing thread: mutates inputs, runs the target, and keeps what reaches code that nothing reached before.
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { startCoverage } from './coverage.mjs';
import { mutator } from './mutation.mjs';
import { inputCapacity, shared } from './shared.mjs';

/** @type {unknown} */
const given = workerData;
const { target, seconds, seed, memory } = /** @type {import('./fuzz.mjs').Given} */ (given);
const state = new Int32Array(memory, 0, shared.headerBytes / 4);
const current = new Uint8Array(memory, shared.headerBytes);
/** Asking for coverage takes longer than a run: it is asked for once in so many runs. */
const runsTogether = 16;

const coverage = startCoverage(pathToFileURL(target).href);
/** @type {unknown} */
const loaded = await import(pathToFileURL(target).href);
const { fuzz, seeds } = /** @type {typeof import('./reg-fuzz-target')} */ (loaded);
const mutate = mutator(seed, inputCapacity);

/** What an input broke is its cause. */
class Failure extends Error {
  /** @param {Uint8Array} input @param {ErrorOptions} options */
  constructor(input, options) {
    super('an input broke something', options);
    this.input = input;
  }
}

let runs = 0;
/** @param {Uint8Array} input */
function run(input) {
  runs += 1;
  current.set(input);
  Atomics.store(state, shared.length, input.length);
  Atomics.store(state, shared.run, runs);
  try {
    fuzz(input);
  } catch (error) {
    throw new Failure(input, { cause: error });
  }
}

function loop() {
  const pool = seeds().filter((input) => input.length <= inputCapacity);
  for (const input of pool) run(input);
  coverage.learn(coverage.takeNews());
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    const batch = Array.from({ length: runsTogether }, () => mutate(pool));
    for (const input of batch) run(input);
    const news = coverage.takeNews();
    if (news.size === 0) continue;
    const open = new Set(news.keys());
    for (const input of batch) {
      run(input);
      const own = [...coverage.takeNews().keys()].filter((block) => open.delete(block));
      if (own.length > 0) pool.push(input);
    }
    coverage.learn(news);
  }
  Atomics.store(state, shared.run, 0);
  return { runs, elapsed: (performance.now() - start) / 1000, blocks: coverage.blocks(), kept: pool.length };
}

try {
  parentPort?.postMessage(loop());
} catch (error) {
  const cause = error instanceof Failure ? error.cause : error;
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  parentPort?.postMessage({ failure: { message, input: error instanceof Failure ? error.input : new Uint8Array() } });
}
