// `npm test` and its parts: sets up what they need, runs every one of them even after a failure, and ends with one line of
// numbers. Checks that keep one processor busy run two at a time, before those that need all of them; one that waits more than it
// computes runs beside them all, and so does the setup of what only later checks need.
import './setup/plain-folder.mjs';
import os from 'node:os';
import { takeLock } from '../offline/lock.mjs';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { prepareWindowsNode } from '../offline/windows-node.mjs';
import { hasWindowsSuite, hasWine, stopWine } from '../offline/wine.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron } from './setup/electron.mjs';
import { hasDisplay } from './setup/environment.mjs';
import { SetupError, endAsFailure, fail } from './setup/project.mjs';
import { parts } from './test/parts.mjs';
import { lastLine, oneCheck, skipLines, sum } from './test/reports.mjs';

/** @typedef {import('./test/parts.mjs').Check} Check */
/** @typedef {import('./test/reports.mjs').Counts & { title: string, seconds: number }} Row */

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const all = Object.keys(parts);
  if (name !== undefined && !all.includes(name)) {
    throw new SetupError(`there is no part "${name}"; there are: ${all.join(', ')}`);
  }
  const chosen = Object.entries(parts).flatMap(([part, content]) =>
    (name === undefined ? !content.isExtra : part === name) ? [content] : [],
  );
  const needs = new Set(chosen.flatMap((part) => part.needs));
  const electron = await prepare(needs);
  const checks = chosen.flatMap((part) => part.checks);
  /** @type {Map<Check, Row>} */
  const rows = new Map();
  /** Runs a check in silence; what it has to say comes at once. @param {Check} check */
  const runBeside = async (check) => {
    let text = '';
    const print = (/** @type {string} */ more) => void (text += more);
    rows.set(check, await runCheck(check, { args, electron, print }));
    return `\n=== ${check.title}\n${text.trimEnd()}`;
  };
  const waiting = checks.filter(({ isWaiting }) => isWaiting).map(runBeside);
  /** Not in the middle of what another check prints. */
  const untilQuiet = async () => {
    for (const ended of waiting.splice(0)) console.log(await ended);
  };
  const queue = checks.filter(({ isShared }) => isShared);
  const lane = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) console.log(await runBeside(check));
  };
  // With arguments they may write to the sources (--fix).
  const laneCount = args.length === 0 ? Math.min(2, os.availableParallelism()) : 1;
  await Promise.all(Array.from({ length: laneCount }, lane));
  for (const check of checks.filter(({ isShared, isWaiting }) => !isShared && !isWaiting)) {
    if (check.needsQuiet) await untilQuiet();
    console.log(`\n=== ${check.title}`);
    const print = (/** @type {string} */ text) => void process.stdout.write(text);
    rows.set(check, await runCheck(check, { args, electron, print }));
  }
  await untilQuiet();
  if (needs.has('windows')) await stopWine();
  report(checks.flatMap((check) => rows.get(check) ?? []));
}

/** @param {Check} check @param {import('./test/parts.mjs').Context} context @returns {Promise<Row>} */
async function runCheck({ title, run }, context) {
  const start = Date.now();
  const counts = await run(context).catch((/** @type {unknown} */ error) => {
    fail(error);
    return oneCheck(false);
  });
  return { title, seconds: (Date.now() - start) / 1000, ...counts };
}

/**
 * Resolves when the first checks can run; Windows and Electron, which it answers with, may take longer.
 * @param {ReadonlySet<import('./test/parts.mjs').Part['needs'][number]>} needs
 */
async function prepare(needs) {
  await prepareDependencies();
  const needsWindows = needs.has('windows') && hasWindowsSuite;
  await prepareSystemPackages([
    ...(needs.has('electron') ? /** @type {const} */ (['electron', 'socketStatistics']) : []),
    ...(needs.has('display') && !hasDisplay ? /** @type {const} */ (['virtualDisplay']) : []),
    ...(needsWindows ? /** @type {const} */ (['windows']) : []),
  ]);
  if (needsWindows && hasWine) await takeLock();
  const windows = needsWindows ? prepareWindowsNode() : Promise.resolve();
  const electron = needs.has('electron') ? prepareElectron() : Promise.resolve({ env: {} });
  // What fails here is told by the check that waits for it.
  for (const setup of [windows, electron]) setup.catch(() => undefined);
  return async () => {
    const [{ env }] = await Promise.all([electron, windows]);
    return env;
  };
}

/** @param {readonly Row[]} rows */
function report(rows) {
  const line = (/** @type {readonly [string, ...(string | number)[]]} */ [title, ...cells]) =>
    `${title.padEnd(20)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
  console.log(`\n${line(['part', 'passed', 'failed', 'skipped', 'seconds'])}`);
  for (const { title, passed, failed, skipped, seconds } of rows) {
    console.log(line([title, passed, failed, skipped.length, seconds.toFixed(1)]));
  }
  const skips = skipLines(rows);
  if (skips.length > 0) console.log(`\n${skips.join('\n')}`);
  const total = sum(rows);
  console.log(`\n${lastLine(total)}`);
  if (total.failed > 0) endAsFailure();
}

main().catch((/** @type {unknown} */ error) => {
  fail(error);
  console.log(`\n${lastLine(oneCheck(false))}`);
});
