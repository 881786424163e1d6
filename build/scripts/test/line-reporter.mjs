// Reporter for Vitest and for Playwright, beside their own for people: one JSON line for each test into the file that
// EPW_REPORT names, as reports.mjs counts them. The line at the end tells a finished run from a broken one.
import fs from 'node:fs';

export default class LineReporter {
  /** @type {ReturnType<typeof failure>[]} */
  errors = [];
  /** @type {import('@playwright/test/reporter').Suite | null} */
  suite = null;

  /**
   * The end of a run of Vitest.
   * @param {readonly import('vitest/node').TestModule[]} modules
   */
  onTestRunEnd(modules) {
    writeReport(
      modules.flatMap((module) => {
        const tests = [...module.children.allTests()].map((test) => {
          const result = test.result();
          const reason = result.state === 'skipped' ? result.note : undefined;
          // One that is still pending was cut off.
          return { outcome: result.state === 'pending' ? 'failed' : result.state, name: test.fullName, reason };
        });
        // A file that cannot be loaded, or whose hooks fail, may have no tests that could fail.
        const isBroken = module.state() === 'failed' && !tests.some(({ outcome }) => outcome === 'failed');
        return isBroken ? [...tests, failure(module.moduleId)] : tests;
      }),
    );
  }

  /**
   * The start of a run of Playwright.
   * @param {unknown} _
   * @param {import('@playwright/test/reporter').Suite} suite
   */
  onBegin(_, suite) {
    this.suite = suite;
  }

  /** An error outside of tests. @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    this.errors.push(failure(error.message ?? 'an error outside of tests'));
  }

  /** The end of a run of Playwright. */
  onEnd() {
    const tests = this.suite?.allTests() ?? [];
    const lines = tests.map((test) => {
      const outcome = test.outcome();
      // One that passed the second time only has failed.
      if (outcome !== 'skipped') return { outcome: outcome === 'expected' ? 'passed' : 'failed', name: test.title };
      return { outcome, name: test.title, reason: test.annotations.find(({ type }) => type === 'skip')?.description };
    });
    writeReport([...lines, ...this.errors]);
  }

  printsToStdio() {
    return false;
  }
}

/** @param {string} name */
function failure(name) {
  return { outcome: 'failed', name };
}

/** @param {readonly { outcome: string, name: string, reason?: string | undefined }[]} lines */
function writeReport(lines) {
  const text = [...lines, { isEnd: true }].map((line) => JSON.stringify(line)).join('\n');
  fs.writeFileSync(process.env.EPW_REPORT ?? '', `${text}\n`);
}
