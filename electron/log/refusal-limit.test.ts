import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusalLimit } from './refusal-limit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes the first ten of a kind in a minute, then how many more there were', () => {
  const lines: string[] = [];
  const warn = refusalLimit((line) => lines.push(line));
  for (let count = 0; count < 10_000; count += 1) warn(`refused plan.apply: detail ${count}`);
  warn('refused a request: https://example.com/');
  expect(lines).toHaveLength(11);
  vi.advanceTimersByTime(60_000);
  expect(lines.slice(11)).toEqual(['refused plan.apply: 9990 more within a minute']);
  warn('refused plan.apply: again');
  expect(lines.at(-1)).toBe('refused plan.apply: again');
});

it('keeps what the page sent short and on one line', () => {
  const lines: string[] = [];
  const warn = refusalLimit((line) => lines.push(line));
  warn('refused message: key "\r\n[2026-01-01 00:00:00.000] [info]  all is well\u2028\u0085\u001b[2J"');
  warn(`refused a request: ${'x'.repeat(10_000)}`);
  expect(lines[0]).not.toMatch(/[\r\n\u2028\u0085\u001b]/u);
  expect(lines[1]?.length).toBe(600);
});

it('counts kinds that the page makes up as one', () => {
  const lines: string[] = [];
  const warn = refusalLimit((line) => lines.push(line));
  for (let count = 0; count < 10_000; count += 1) warn(`refused by the policy x${count}: y`);
  expect(lines).toHaveLength(210);
});

it('stays within its share of the log, however long a page continues, and still records each new kind', () => {
  let bytes = 0;
  let last = '';
  const warn = refusalLimit((line) => {
    bytes += line.length + 1;
    last = line;
  });
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    for (let kind = 0; kind < 60; kind += 1) {
      for (let count = 0; count < 11; count += 1) warn(`refused call${kind}: ${'x'.repeat(600)}`);
    }
    vi.advanceTimersByTime(60_000);
  }
  expect(bytes).toBeGreaterThan(256 * 1024);
  // The log keeps 2 MiB: a day of this leaves what was there before.
  expect(bytes).toBeLessThan(1.5 * 1024 * 1024);
  warn('refused a worker: wrong-secret');
  expect(last).toBe('refused a worker: wrong-secret');
});
