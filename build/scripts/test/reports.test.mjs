import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import LineReporter from './line-reporter.mjs';
import { lastLine, oneCheck, readReport, skipLines, sum } from './reports.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let file;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));
  file = path.join(folder, 'report.jsonl');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** @param {string} text */
function write(text) {
  fs.writeFileSync(file, text);
  return file;
}

const passed = '{"outcome":"passed","name":"a"}\n';
const skipped = '{"outcome":"skipped","name":"asks","reason":"no UAC"}\n';
const end = '{"isEnd":true}\n';

describe('readReport', () => {
  it('counts what passed, failed and was skipped', () => {
    const failed = '{"outcome":"failed","name":"b"}\n';
    const counts = { passed: 2, failed: 1, skipped: [{ name: 'asks', reason: 'no UAC' }] };
    expect(readReport(write(passed + failed + passed + skipped + end), 1)).toEqual(counts);
  });

  it('counts a missing report as one failure', () => {
    expect(readReport(path.join(folder, 'none.jsonl'), 0)).toEqual(oneCheck(false));
  });

  it.each(['', '{', passed, 'null\n', `${passed}null\n`, `null\n${end}`])(
    'counts a report that cannot be read, or broke off, as one failure: %j',
    (text) => {
      expect(readReport(write(text), 0)).toEqual(oneCheck(false));
    },
  );

  it('counts a run of no tests as one failure, even with an exit code of 0', () => {
    expect(readReport(write(end), 0)).toEqual(oneCheck(false));
    expect(readReport(write(skipped + end), 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('believes the exit code when the report shows no failure', () => {
    expect(readReport(write(passed + passed + end), 1)).toEqual({ passed: 2, failed: 1, skipped: [] });
  });
});

describe('the reporter', () => {
  const variable = 'EPW_REPORT';
  beforeEach(() => void (process.env[variable] = file));
  afterEach(() => void Reflect.deleteProperty(process.env, variable));

  it('counts a Vitest file that could not be loaded', () => {
    const test = (/** @type {string} */ state, note = '') => ({ fullName: state, result: () => ({ state, note }) });
    const module = (/** @type {string} */ state, /** @type {unknown[]} */ tests) =>
      /** @type {import('vitest/node').TestModule} */ (
        /** @type {unknown} */ ({ moduleId: 'x', state: () => state, children: { allTests: () => tests } })
      );
    new LineReporter().onTestRunEnd([
      module('passed', [test('passed'), test('skipped', 'needs Wine'), test('skipped')]),
      module('failed', [test('failed'), test('passed'), test('pending')]),
      module('failed', []),
    ]);
    expect(readReport(file, 1)).toEqual({
      passed: 2,
      failed: 3,
      skipped: [
        { name: 'skipped', reason: 'needs Wine' },
        { name: 'skipped', reason: '' },
      ],
    });
  });

  it('counts Playwright errors outside of tests, and what passed the second time only, as failures', () => {
    const test = (/** @type {string} */ outcome, /** @type {unknown[]} */ annotations = []) => ({
      title: outcome,
      outcome: () => outcome,
      annotations,
    });
    const skip = { type: 'skip', description: 'needs Wine' };
    const tests = [test('expected', [{ type: 'slow' }]), test('unexpected'), test('flaky'), test('skipped', [skip])];
    const reporter = new LineReporter();
    const suite = /** @type {unknown} */ ({ allTests: () => tests });
    reporter.onBegin(null, /** @type {import('@playwright/test/reporter').Suite} */ (suite));
    for (const message of ['one', 'other']) reporter.onError({ message });
    reporter.onEnd();
    expect(readReport(file, 1)).toEqual({ passed: 1, failed: 4, skipped: [{ name: 'skipped', reason: 'needs Wine' }] });
  });
});

it('adds up the parts of a suite', () => {
  const skips = [{ name: 'a', reason: 'b' }];
  const parts = [
    { passed: 1, failed: 2, skipped: skips },
    { passed: 3, failed: 0, skipped: [] },
  ];
  expect(sum(parts)).toEqual({ passed: 4, failed: 2, skipped: skips });
});

it('reports what was skipped and why, one line per reason, and what has no reason', () => {
  const skip = (/** @type {string} */ name, /** @type {string | null} */ reason) => ({ name, reason });
  const rows = [
    { title: 'unit', skipped: [] },
    { title: 'e2e', skipped: [...['a', 'b', 'c', 'd'].map((name) => skip(name, 'needs Wine')), skip('e', null)] },
    { title: 'package', skipped: [skip('f', 'needs Windows')] },
  ];
  expect(skipLines(rows)).toEqual([
    'e2e: 4 skipped: needs Wine (a; b and 2 more)',
    'e2e: 1 skipped: no reason was given (e)',
    'package: 1 skipped: needs Windows (f)',
  ]);
});

it('ends with a line that names skipped tests only when there are any', () => {
  const skip = { name: 'a', reason: null };
  expect(lastLine({ passed: 2, failed: 0, skipped: [] })).toBe('2 passed, 0 failed');
  expect(lastLine({ passed: 2, failed: 1, skipped: [skip, skip, skip] })).toBe('2 passed, 1 failed, 3 skipped');
});
