import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countNodeTest,
  countPlaywright,
  countVitest,
  lastLine,
  oneCheck,
  readReport,
  skipLines,
  sum,
} from './reports.mjs';

describe('readReport', () => {
  /** @type {string} */
  let folder;
  beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** @param {string} text */
  const write = (text) => {
    const file = path.join(folder, 'report.json');
    fs.writeFileSync(file, text);
    return file;
  };

  it('counts a missing report as one failure', () => {
    expect(readReport(path.join(folder, 'none.json'), JSON.parse, 0)).toEqual(oneCheck(false));
  });

  it.each(['', '{', '{"passed":3}', 'null', '{"passed":"3","failed":0,"skipped":0}'])(
    'counts an unreadable report as one failure: %j',
    (text) => {
      expect(readReport(write(text), (all) => ({ skipped: 0, failed: Number.NaN, ...JSON.parse(all) }), 0)).toEqual(
        oneCheck(false),
      );
    },
  );

  it('counts a run of no tests as one failure, even with an exit code of 0', () => {
    expect(readReport(write('{"passed":0,"failed":0,"skipped":4}'), JSON.parse, 0)).toEqual(oneCheck(false));
  });

  it('believes the exit code when the report shows no failure', () => {
    expect(readReport(write('{"passed":2,"failed":0,"skipped":0}'), JSON.parse, 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('the readers', () => {
  it('counts a Vitest file that could not be loaded', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 3, skips: [] });
  });

  it('counts Playwright errors outside of tests as failures', () => {
    const skipped = {
      title: 'is read',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'needs Wine' }] }],
    };
    const passed = { title: 'is written', tests: [{ status: 'expected', annotations: [{ type: 'slow' }] }] };
    const suites = [{ specs: [passed], suites: [{ specs: [skipped] }] }];
    const report = { stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 1 }, errors: [{}, {}], suites };
    expect(countPlaywright(JSON.stringify(report))).toEqual({
      passed: 5,
      failed: 3,
      skipped: 1,
      skips: [{ name: 'is read', reason: 'needs Wine' }],
    });
  });

  it('adds up the parts of a suite', () => {
    const skips = [{ name: 'a', reason: 'b' }];
    expect(
      sum([
        { passed: 1, failed: 2, skipped: 1, skips },
        { passed: 3, failed: 0, skipped: 0 },
      ]),
    ).toEqual({ passed: 4, failed: 2, skipped: 1, skips });
  });

  it('refuses lines of a Node run that broke off', () => {
    expect(() => countNodeTest('{"outcome":"passed"}\n')).toThrow('broke off');
    expect(
      countNodeTest('{"outcome":"passed"}\n{"outcome":"skipped","name":"asks","reason":"no UAC"}\n{"isEnd":true}\n'),
    ).toEqual({
      passed: 1,
      failed: 0,
      skipped: 1,
      skips: [{ name: 'asks', reason: 'no UAC' }],
    });
  });

  it('tells what was skipped and why, one line for each reason, and what nobody gave a reason for', () => {
    const skip = (/** @type {string} */ name, /** @type {string | null} */ reason) => ({ name, reason });
    const rows = [
      { title: 'unit', passed: 3, failed: 0, skipped: 0 },
      {
        title: 'end to end',
        passed: 3,
        failed: 0,
        skipped: 5,
        skips: ['a', 'b', 'c', 'd'].map((name) => skip(name, 'needs Wine')).concat(skip('e', null)),
      },
      { title: 'package', passed: 1, failed: 0, skipped: 2, skips: [skip('f', 'needs Windows')] },
    ];
    expect(skipLines(rows)).toEqual([
      'end to end: 4 skipped: needs Wine (a; b and 2 more)',
      'end to end: 1 skipped: no reason was given (e)',
      'package: 1 skipped: needs Windows (f)',
      'package: 1 skipped: the runner does not tell which, nor why',
    ]);
  });

  it('ends with a line that names skipped tests only when there are any', () => {
    expect(lastLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
    expect(lastLine({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
  });
});
