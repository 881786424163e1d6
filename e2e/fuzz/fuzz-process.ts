// The process that fuzz.mjs starts: looks for an input that violates a property, or reads kept inputs again.
import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { evidenceInputs } from './evidence-inputs';
import { checkEvidence } from './evidence-properties';
import { corpusInputs, fuzzInputs } from './reg-inputs';
import { checkReading, type FuzzInput } from './reg-properties';

/** Of the given time, for evidence files; the rest is for .reg files. */
const evidenceShare = 0.25;

interface KeptInput extends Omit<FuzzInput, 'bytes'> {
  readonly base64: string;
  readonly isEvidence?: boolean;
}

/** One line; the rest of a longer, earlier one may follow it. */
function lineOf({ bytes, ...rest }: FuzzInput): string {
  const kept: KeptInput = { base64: bytes.toString('base64'), ...rest };
  return `${JSON.stringify(kept)}\n`;
}

function search(folder: string, seconds: number, seed: number): void {
  const current = openSync(join(folder, 'current.json'), 'w');
  let runs = 0;
  const start = performance.now();
  const property = fc.property(fuzzInputs, (input) => {
    runs += 1;
    // An input that hangs or crashes the process is found here.
    writeSync(current, lineOf(input), 0);
    checkReading(input);
  });
  const examples = corpusInputs.map((input): [FuzzInput] => [input]);
  const limits = { examples, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 };
  const { counterexample, errorInstance } = fc.check(property, { seed, ...limits });
  const took = (performance.now() - start) / 1000;
  if (!counterexample) {
    console.log(`${runs} runs in ${took.toFixed(1)} s (${Math.round(runs / took)} a second), no failure`);
    return;
  }
  const file = join(folder, 'failure.json');
  writeFileSync(file, lineOf(counterexample[0]));
  console.error(errorInstance);
  console.error(`after ${runs} runs; the input is kept: npm run fuzz -- ${file}`);
  process.exitCode = 1;
}

async function searchEvidence(folder: string, seconds: number, seed: number): Promise<void> {
  const current = openSync(join(folder, 'current.json'), 'w');
  const keptLine = (bytes: Uint8Array) =>
    `${JSON.stringify({ base64: Buffer.from(bytes).toString('base64'), isEvidence: true })}\n`;
  let last: Uint8Array = Buffer.alloc(0);
  let runs = 0;
  const property = fc.asyncProperty(evidenceInputs, async (input) => {
    last = await input;
    runs += 1;
    writeSync(current, keptLine(last), 0);
    await checkEvidence(last);
  });
  const limits = { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000, endOnFailure: true };
  const { counterexample, errorInstance } = await fc.check(property, { seed, ...limits });
  if (!counterexample) {
    console.log(`${runs} evidence files in ${seconds.toFixed(1)} s, no failure`);
    return;
  }
  const file = join(folder, 'failure-evidence.json');
  writeFileSync(file, keptLine(last));
  console.error(errorInstance);
  console.error(`after ${runs} evidence files; the input is kept: npm run fuzz -- ${file}`);
  process.exitCode = 1;
}

async function readAgain(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { base64, isEvidence, ...rest } = JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '') as KeptInput;
    const bytes = Buffer.from(base64, 'base64');
    if (isEvidence === true) await checkEvidence(bytes);
    else checkReading({ ...rest, bytes });
    console.log(`${file}: nothing wrong`);
  }
}

const [folder = '', seconds = '', seed = '', ...files] = process.argv.slice(2);
if (files.length > 0) await readAgain(files);
else {
  search(folder, Number(seconds) * (1 - evidenceShare), Number(seed));
  await searchEvidence(folder, Number(seconds) * evidenceShare, Number(seed));
}
