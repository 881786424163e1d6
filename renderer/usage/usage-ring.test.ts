// What the chart is given to draw.
import { describe, expect, it } from 'vitest';
import { createUsageRing } from './usage-ring';

const sample = (second: number, byState: readonly number[] | null = [1, 2]) => ({
  takenAt: second * 1000,
  byState,
  limit: 10,
});

describe('usage ring', () => {
  it('stacks the states, the whole first', () => {
    const ring = createUsageRing(5, 2);
    ring.push(sample(1, [3, 4]));
    expect(ring.columns()).toEqual([[1], [7], [3], [10]]);
  });

  it('keeps only the newest samples, oldest first', () => {
    const ring = createUsageRing(3, 2);
    for (let second = 1; second <= 7; second += 1) ring.push(sample(second));
    expect(ring.columns()[0]).toEqual([5, 6, 7]);
    expect(ring.latest()?.takenAt).toBe(7000);
  });

  it('leaves a gap where a measurement failed', () => {
    const ring = createUsageRing(5, 2);
    ring.push(sample(1));
    ring.push(sample(2, null));
    expect(ring.columns()[1]).toEqual([3, null]);
  });

  it('leaves a gap across a pause', () => {
    const ring = createUsageRing(5, 2);
    ring.push(sample(1));
    ring.push(sample(60));
    expect(ring.columns()[0]).toEqual([1, 2, 60]);
    expect(ring.columns()[1]).toEqual([3, null, 3]);
  });
});
