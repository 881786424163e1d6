// `npm run fuzz`: looks for bytes that break the reading of .reg files (with fast-check on the corpus of the Windows suite)
// or of evidence files.
// Runs for FUZZ_SECONDS (60 by default). An input that breaks something is kept in .cache/fuzz, and the exit code is 1;
// `npm run fuzz -- FILE` reads it again.
import '../../build/scripts/setup/plain-folder.mjs';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, fail } from '../../build/scripts/setup/project.mjs';
import { run } from '../../build/scripts/setup/run.mjs';
import { bundleForNode } from '../bundle.mjs';

const folder = path.join(cacheFolder, 'fuzz');
const current = path.join(folder, 'current.json');
const seconds = process.env.FUZZ_SECONDS ?? '60';
const seed = process.env.FUZZ_SEED ?? String(randomInt(2 ** 31));
/** An input that is still being read after this many milliseconds hangs; those over a second fail a property. */
const stalledMs = 10_000;

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
  fs.writeFileSync(current, '');
  await bundleForNode({ 'fuzz-process': 'e2e/fuzz/fuzz-process.ts' }, folder);
  console.log(
    `fuzzing the .reg reader, diff and findings, and the reader of evidence files, for ${seconds} s (FUZZ_SEED=${seed})`,
  );
  const args = [path.join(folder, 'fuzz-process.js'), folder, seconds, seed, ...process.argv.slice(2)];
  const stalled = new AbortController();
  const started = Date.now();
  const watch = setInterval(() => {
    if (Date.now() - Math.max(started, fs.statSync(current).mtimeMs) > stalledMs) stalled.abort();
  }, 1000);
  const { code } = await run(process.execPath, args, { signal: stalled.signal });
  clearInterval(watch);
  if (code === -1) console.error(`hangs, or was ended; the input is kept: npm run fuzz -- ${current}`);
  process.exitCode = code === 0 ? 0 : 1;
}

main().catch(fail);
