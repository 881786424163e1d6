// Playwright reporter of the tour: the person sees the lines that the tour prints, and
// what went wrong, if anything did.

export default class TourReporter {
  printsToStdio() {
    return true;
  }

  /** @param {string | Buffer} chunk */
  onStdOut(chunk) {
    process.stdout.write(chunk);
  }

  /** @param {string | Buffer} chunk */
  onStdErr(chunk) {
    process.stderr.write(chunk);
  }

  /** @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    console.error(error.stack ?? error.message ?? error.value);
  }

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, result) {
    if (result.status === test.expectedStatus) return;
    console.error(`The tour stopped: ${test.title}`);
    for (const error of result.errors) this.onError(error);
  }
}
