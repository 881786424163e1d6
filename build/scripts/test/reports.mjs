// Counts what the runners report: one JSON line for each test, and one at the end (line-reporter.mjs). A report that is
// missing, broke off or counts nothing is a failure, so that a crashed runner is never mistaken for success.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, parseJson } from '../setup/project.mjs';

/** @typedef {{ name: string, reason: string | null }} Skip what was skipped; the reason is null when none was given */

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly Skip[]} skipped
 */

/** @typedef {{ outcome?: string, name?: string, reason?: string | null, isEnd?: boolean }} ReportLine */

/** @param {boolean} isPassed @returns {Counts} */
export function oneCheck(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: [] };
}

/** @param {readonly Counts[]} parts @returns {Counts} */
export function sum(parts) {
  return {
    passed: parts.reduce((total, { passed }) => total + passed, 0),
    failed: parts.reduce((total, { failed }) => total + failed, 0),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

/** Where a runner is to write its report; an older one is removed. @param {string} name */
export function freshReport(name) {
  const file = path.join(cacheFolder, 'reports', `${name}.jsonl`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

/**
 * @param {string} file
 * @param {number} exitCode of the runner
 * @returns {Counts}
 */
export function readReport(file, exitCode) {
  try {
    return countLines(fs.readFileSync(file, 'utf8'), exitCode);
  } catch {
    return oneCheck(false);
  }
}

/** @param {string} text @param {number} exitCode @returns {Counts} */
function countLines(text, exitCode) {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => /** @type {ReportLine} */ (parseJson(line)));
  if (lines.pop()?.isEnd !== true) throw new Error('the run broke off');
  const skipped = lines.filter(({ outcome }) => outcome === 'skipped');
  const passed = lines.filter(({ outcome }) => outcome === 'passed').length;
  const failed = lines.length - passed - skipped.length;
  // The runner may know of something that its report does not count.
  const isComplete = passed + failed > 0 && (exitCode === 0 || failed > 0);
  const skips = skipped.map(({ name = '', reason = null }) => ({ name, reason }));
  return { passed, failed: isComplete ? failed : 1, skipped: skips };
}

/**
 * What was skipped and why, one line for each reason of a part.
 * @param {readonly { title: string, skipped: readonly Skip[] }[]} rows
 * @returns {string[]} empty when nothing was skipped
 */
export function skipLines(rows) {
  return rows.flatMap(({ title, skipped }) => {
    const reasons = [...new Set(skipped.map(({ reason }) => reason))];
    return reasons.map((reason) => {
      const names = skipped.filter((skip) => skip.reason === reason).map(({ name }) => name);
      return `${title}: ${names.length} skipped: ${reason ?? 'no reason was given'} (${shortList(names)})`;
    });
  });
}

/** @param {readonly string[]} names */
function shortList(names) {
  return names.length <= 3 ? names.join('; ') : `${names.slice(0, 2).join('; ')} and ${names.length - 2} more`;
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}
