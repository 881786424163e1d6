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

it('keeps what the page sent on one line, and short', () => {
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
