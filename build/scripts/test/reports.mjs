// Reads the numbers out of the reports of the runners. A report that is missing, cannot be
// read or counts nothing is a failure, so that a crashed runner is never mistaken for success.
import fs from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly Skip[]} [skips] one for each that was skipped, as far as the runner tells
 */

/**
 * @typedef {object} Skip
 * @property {string} name of what was skipped
 * @property {string | null} reason null when none was given
 */

/** @param {boolean} isPassed @returns {Counts} */
export function oneCheck(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/** @param {readonly Counts[]} parts @returns {Counts} */
export function sum(parts) {
  const of = (/** @type {'passed' | 'failed' | 'skipped'} */ name) =>
    parts.reduce((total, part) => total + part[name], 0);
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    skips: parts.flatMap(({ skips }) => skips ?? []),
  };
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
  const isNumber = [counts.passed, counts.failed, counts.skipped].every((count) => Number.isSafeInteger(count));
  if (!isNumber || counts.passed + counts.failed === 0) return oneCheck(false);
  // The runner knows of something that its report does not count.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {string} text JSON of Vitest
 * @param {readonly Skip[]} [skips] from vitest-skips.mjs
 * @returns {Counts}
 */
export function countVitest(text, skips = []) {
  const report = JSON.parse(text);
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  // A file that cannot be loaded has no tests that could fail.
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    skips,
  };
}

/** @param {string} text JSON of Playwright @returns {Counts} */
export function countPlaywright(text) {
  const { stats, errors, suites } = JSON.parse(text);
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky + errors.length, skipped, skips: skipsOf(suites ?? []) };
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly { title: string, tests: readonly { status: string, annotations: readonly { type: string, description?: string }[] }[] }[]} [specs]
 */

/** @param {readonly PlaywrightSuite[]} suites @returns {Skip[]} */
function skipsOf(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(({ annotations }) => ({
          name: title,
          reason: annotations.find(({ type }) => type === 'skip')?.description ?? null,
        })),
    ),
    ...skipsOf(inner),
  ]);
}

/** @param {string} text one JSON line for each test, and one at the end; see node-test-reporter.mjs @returns {Counts} */
export function countNodeTest(text) {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const last = lines.pop();
  if (last?.isEnd !== true) throw new Error('the run broke off');
  /** @param {string} outcome */
  const count = (outcome) => lines.filter((line) => line.outcome === outcome).length;
  const skips = lines
    .filter(({ outcome }) => outcome === 'skipped')
    .map(({ name, reason }) => ({ name, reason: reason ?? null }));
  return { passed: count('passed'), failed: count('failed'), skipped: skips.length, skips };
}

/**
 * What was skipped and why, one line for each reason of a part.
 * @param {readonly (Counts & { title: string })[]} rows
 * @returns {string[]} empty when nothing was skipped
 */
export function skipLines(rows) {
  return rows.flatMap(({ title, skipped, skips = [] }) => {
    /** @type {Map<string, string[]>} */
    const byReason = new Map();
    for (const { name, reason } of skips) {
      const text = reason ?? 'no reason was given';
      byReason.set(text, [...(byReason.get(text) ?? []), name]);
    }
    const lines = [...byReason].map(
      ([reason, names]) => `${title}: ${names.length} skipped: ${reason} (${shortList(names)})`,
    );
    const untold = skipped - skips.length;
    return untold > 0 ? [...lines, `${title}: ${untold} skipped: the runner does not tell which, nor why`] : lines;
  });
}

/** @param {readonly string[]} names */
function shortList(names) {
  return names.length <= 3 ? names.join('; ') : `${names.slice(0, 2).join('; ')} and ${names.length - 2} more`;
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
