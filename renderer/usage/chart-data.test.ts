import { describe, expect, it } from 'vitest';
import { addSample, chartData, momentAt, stacked } from './chart-data';

const view = {
  from: 0,
  to: 3000,
  stepMs: 1000,
  times: [1000, 2000, 3000],
  byState: [[1, null, 3], [10, null, 30], ...new Array<(number | null)[]>(5).fill([0, null, 0])],
  usable: [100, null, 100],
  busiest: [11, null, 33],
  udp: [1, null, 1],
  newPerSecond: [0, null, 1],
  gaps: [{ from: 2000, to: 3000, reason: 'ACCESS_DENIED' as const }],
};

describe('the data of the chart', () => {
  it('stacks from the whole down to the first state, with gaps left open', () => {
    const [times, whole, ...rest] = stacked(chartData(view));
    expect(times).toEqual([1, 2, 3]);
    expect(whole).toEqual([11, null, 33]);
    expect(rest.at(-2)).toEqual([1, null, 3]);
    expect(rest.at(-1)).toEqual([100, null, 100]);
  });

  it('tells one moment exactly, and why there is none', () => {
    const data = chartData(view);
    expect(momentAt(data, 2)).toEqual({
      at: 3000,
      byState: [3, 30, 0, 0, 0, 0, 0],
      total: 33,
      usable: 100,
      reason: null,
    });
    expect(momentAt(data, 1)).toMatchObject({ total: null, reason: 'ACCESS_DENIED' });
    expect(momentAt(data, 3)).toBeNull();
  });

  it('takes newer samples only, and lets old ones go', () => {
    const data = chartData(view);
    const failed = { ok: false, error: { code: 'NOT_AVAILABLE_HERE' } } as const;
    addSample(data, { ...failed, takenAt: 2500 }, 0);
    expect(data.times).toHaveLength(3);
    addSample(data, { ...failed, takenAt: 4000 }, 2500);
    expect(data.times).toEqual([3000, 4000]);
    expect(momentAt(data, 1)).toMatchObject({ total: null, reason: 'no-sample' });
  });
});
