import { afterEach, describe, expect, it, vi } from 'vitest';
import * as levels from '../../contract/usage/levels';
import { foundIn, toldBy, type Situation } from '../verdict.fixture';
import { verdictOf } from '../verdict';
import { edges } from './edges.fixture';
import { situations } from './rows.fixture';
import { expertSituations } from './situations.fixture';
import { verdictThresholds } from './thresholds';

const rows = [...edges, ...situations, ...expertSituations];

/** The rows of the tables that fail with these rules. */
function failing(judge: typeof verdictOf): Situation[] {
  return rows.filter((row) => JSON.stringify(foundIn(judge(row.is), row)) !== JSON.stringify(toldBy(row)));
}

/** Counts vary by one, shares by a hundredth. */
function steps(value: number): readonly number[] {
  const step = Number.isInteger(value) ? 1 : 0.01;
  return [value + step, value - step];
}

afterEach(() => {
  vi.doUnmock('../../contract/usage/levels');
  vi.resetModules();
});

describe('every threshold', () => {
  it.each(edges.map((row) => [row.when, row] as const))('has two sides: %s', (_, row) => {
    expect(foundIn(verdictOf(row.is), row)).toEqual(toldBy(row));
  });

  it.each(Object.keys(verdictThresholds))('is held by a test: %s', (name) => {
    const table: Record<string, number> = verdictThresholds;
    const value = table[name] ?? 0;
    expect(failing(verdictOf)).toEqual([]);
    for (const varied of steps(value)) {
      table[name] = varied;
      const failed = failing(verdictOf);
      table[name] = value;
      expect(failed, `${name} = ${varied}`).not.toEqual([]);
    }
  });

  it.each(['warning', 'critical'] as const)('is held by a test: the level %s', (name) => {
    const table: Record<string, number> = levels.thresholds;
    const value = table[name] ?? 0;
    for (const varied of steps(value)) {
      table[name] = varied;
      const failed = failing(verdictOf);
      table[name] = value;
      expect(failed, `${name} = ${varied}`).not.toEqual([]);
    }
  });

  it.each([0.996, 0.994])('is held by a test: exhaustion at %f', async (exhaustedShare) => {
    vi.doMock('../../contract/usage/levels', () => ({ ...levels, exhaustedShare }));
    vi.resetModules();
    const { verdictOf: varied } = await import('../verdict');
    expect(failing(varied)).not.toEqual([]);
  });
});
