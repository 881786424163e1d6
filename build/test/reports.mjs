// Reads the numbers out of the reports of the runners. A report that is missing, cannot be
// read or counts nothing is a failure, so that a crashed runner is never mistaken for success.
import fs from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @param {boolean} isPassed @returns {Counts} */
export function oneCheck(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/** @param {readonly Counts[]} parts @returns {Counts} */
export function sum(parts) {
  const of = (/** @type {'passed' | 'failed' | 'skipped'} */ name) => parts.reduce((total, part) => total + part[name], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/**
 * @param {string} file
 * @param {(text: string) => Counts} read
 * @param {number} exitCode of the runner
 * @returns {Counts}
 */
export function readReport(file, read, exitCode) {
  /** @type {Counts} */
  let counts;
  try {
    counts = read(fs.readFileSync(file, 'utf8'));
  } catch {
    return oneCheck(false);
  }
  const isNumber = Object.values(counts).every((count) => Number.isSafeInteger(count));
  if (!isNumber || counts.passed + counts.failed === 0) return oneCheck(false);
  // The runner knows of something that its report does not count.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} text JSON of Vitest @returns {Counts} */
export function countVitest(text) {
  const report = JSON.parse(text);
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  // A file that cannot be loaded has no tests that could fail.
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {string} text JSON of Playwright @returns {Counts} */
export function countPlaywright(text) {
  const { stats, errors } = JSON.parse(text);
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky + errors.length, skipped };
}

/** @param {string} text one JSON line for each test, and one at the end; see node-test-reporter.mjs @returns {Counts} */
export function countNodeTest(text) {
  const lines = text.trim().split('\n').map((line) => JSON.parse(line));
  const last = lines.pop();
  if (last?.isEnd !== true) throw new Error('the run broke off');
  /** @param {string} outcome */
  const count = (outcome) => lines.filter((line) => line.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
