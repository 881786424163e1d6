// Reporter for Vitest, beside its own one for JSON, which leaves out why a test was skipped. Writes a list to the file that
// VITEST_SKIPS_FILE names, also when nothing was skipped.
import fs from 'node:fs';

export default class VitestSkips {
  /** @type {import('./reports.mjs').Skip[]} */
  skips = [];

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'skipped') this.skips.push({ name: test.fullName, reason: result.note ?? null });
  }

  onTestRunEnd() {
    fs.writeFileSync(process.env.VITEST_SKIPS_FILE ?? '', JSON.stringify(this.skips));
  }
}
