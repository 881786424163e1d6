// `npm test` and its parts: sets up what they need, runs every one of them even after a
// failure, and ends with one line of numbers.
import './setup/plain-folder.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron } from './setup/electron-runtime.mjs';
import { hasDisplay } from './setup/environment.mjs';
import { SetupError, endAsFailure, fail } from './setup/project.mjs';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { takeTurn } from '../offline/turn.mjs';
import { prepareWindowsNode } from '../offline/windows-node.mjs';
import { hasWindowsSuite, hasWine, stopWine } from '../offline/wine.mjs';
import { parts } from './test/parts.mjs';
import { lastLine, oneCheck, skipLines } from './test/reports.mjs';

/** @typedef {import('./test/reports.mjs').Counts & { title: string, seconds: number }} Row */

async function main() {
  const { names, args } = parseArguments(process.argv.slice(2));
  const context = { args, electronEnv: await prepare(names) };
  /** @type {Row[]} */
  const rows = [];
  for (const name of names) {
    for (const check of parts[name]?.checks ?? []) {
      console.log(`\n=== ${check.title}`);
      const start = Date.now();
      const counts = await check.run(context).catch((error) => {
        fail(error);
        return oneCheck(false);
      });
      rows.push({ title: check.title, seconds: (Date.now() - start) / 1000, ...counts });
    }
  }
  if (names.some((name) => parts[name]?.needs.includes('windows'))) await stopWine();
  if (!report(rows)) endAsFailure();
}

/** @param {readonly string[]} argv */
function parseArguments(argv) {
  const all = Object.keys(parts);
  const [name, ...args] = argv;
  if (name === undefined) return { names: all, args: [] };
  if (!all.includes(name)) throw new SetupError(`there is no part "${name}"; there are: ${all.join(', ')}`);
  return { names: [name], args };
}

/** @param {readonly string[]} names */
async function prepare(names) {
  await prepareDependencies();
  const needs = new Set(names.flatMap((name) => parts[name]?.needs ?? []));
  await prepareSystemPackages([
    ...(needs.has('electron') ? /** @type {const} */ (['electron', 'socketStatistics']) : []),
    ...(needs.has('display') && !hasDisplay ? /** @type {const} */ (['virtualDisplay']) : []),
    ...(needs.has('windows') && hasWindowsSuite ? /** @type {const} */ (['windows']) : []),
  ]);
  if (needs.has('windows') && hasWine) await takeTurn();
  if (needs.has('windows') && hasWindowsSuite) await prepareWindowsNode();
  return needs.has('electron') ? (await prepareElectron()).env : {};
}

/** @param {readonly Row[]} rows */
function report(rows) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log(
    `\n${'part'.padEnd(18)}${['passed', 'failed', 'skipped', 'seconds'].map((word) => word.padStart(9)).join('')}`,
  );
  for (const { title, passed, failed, skipped, seconds } of rows) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    const numbers = [passed, failed, skipped, seconds.toFixed(1)].map((value) => String(value).padStart(9));
    console.log(`${title.padEnd(18)}${numbers.join('')}`);
  }
  const skips = skipLines(rows);
  if (skips.length > 0) console.log(`\n${skips.join('\n')}`);
  console.log(`\n${lastLine(total)}`);
  return total.failed === 0;
}

main().catch((error) => {
  fail(error);
  console.log(`\n${lastLine(oneCheck(false))}`);
});
