// What the chart is given to draw.
import { describe, expect, it } from 'vitest';
import { addSample, chartColumns, chartData, emptyChartData, momentAt, peakOf } from './chart-data';
import type { UsageDetails } from '../../electron/contract/usage/usage';
import type { UsageSample } from '../../electron/contract/usage/sample';

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

const failed = (takenAt: number): UsageSample => ({ ok: false, takenAt, error: { code: 'NOT_AVAILABLE_HERE' } });

function measured(takenAt: number, byState = [1, 2, 0, 0, 0, 0, 0], intervalMs = 1000): UsageSample {
  const inUse = byState.reduce((sum, ports) => sum + ports, 0);
  const details: UsageDetails = {
    excluded: 0,
    largestFree: 10,
    busiest: null,
    addresses: [],
    processes: [],
    endpoints: [],
    ranges: [],
    udpProcesses: null,
    seenSince: [],
    udpCount: null,
    tellsBound: true,
    newPerSecond: null,
    durationMs: 1,
    intervalMs,
    method: 'test',
    timeWaitSeconds: null,
    simulated: null,
    status: null,
  };
  return { ok: true, figures: { takenAt, range: { start: 1025, number: 10 }, usable: 10, inUse, byState }, details };
}

/** The whole of each moment, after these samples. */
function wholes(samples: readonly UsageSample[]): readonly (number | null)[] | undefined {
  const data = emptyChartData();
  for (const sample of samples) addSample(data, sample, 0);
  return chartColumns(data, true)[1];
}

describe('the chart data', () => {
  it('stacks from the whole down to the first state, with gaps left open', () => {
    const [times, whole, ...rest] = chartColumns(chartData(view), true);
    expect(times).toEqual([1, 2, 3]);
    expect(whole).toEqual([11, null, 33]);
    expect(rest.at(-2)).toEqual([1, null, 3]);
    expect(rest.at(-1)).toEqual([100, null, 100]);
  });

  it('stacks the groups of states of a sample, the whole first', () => {
    const data = emptyChartData();
    addSample(data, measured(1000, [3, 4, 0, 0, 0, 0, 0]), 0);
    expect(chartColumns(data, true)).toEqual([[1], [7], [7], [7], [3], [10]]);
  });

  it('leaves bound ports unknown where the system does not tell them, and draws what is known', () => {
    const data = emptyChartData();
    const sample = measured(1000, [3, 4, 0, 0, 0, 0, 2]);
    addSample(data, sample.ok ? { ...sample, details: { ...sample.details, tellsBound: false } } : sample, 0);
    expect(chartColumns(data, true)[1]).toEqual([9]);
    expect(momentAt(data, 0)).toMatchObject({ byState: [3, 4, 0, 0, 0, null, 2], total: 9, reason: null });
  });

  it('has no limit where none is drawn', () => {
    expect(chartColumns(chartData(view), false).at(-1)).toEqual([null, null, null]);
  });

  it('puts listening, connecting and bound ports on top of the stack', () => {
    const data = emptyChartData();
    addSample(data, measured(1000, [1, 2, 4, 8, 16, 32, 64]), 0);
    expect(chartColumns(data, true)).toEqual([[1], [127], [7], [3], [1], [10]]);
    expect(peakOf(chartColumns(data, true))).toBe(127);
  });

  it('describes one moment exactly, or why there is nothing to show', () => {
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

  it('adopts newer samples only, and drops old ones', () => {
    const data = chartData(view);
    addSample(data, failed(2500), 0);
    expect(data.times).toHaveLength(3);
    addSample(data, failed(4000), 2500);
    expect(data.times).toEqual([3000, 4000]);
    expect(momentAt(data, 1)).toMatchObject({ total: null, reason: 'no-sample' });
  });

  it('keeps only the newest samples, oldest first', () => {
    const data = emptyChartData();
    for (let second = 1; second <= 7; second += 1) addSample(data, measured(second * 1000), (second - 2) * 1000);
    expect(data.times).toEqual([5000, 6000, 7000]);
    for (const column of chartColumns(data, true)) expect(column).toHaveLength(3);
  });

  it('leaves a gap where a measurement failed', () => {
    expect(wholes([measured(1000), failed(2000)])).toEqual([3, null]);
  });

  it('leaves a gap across a pause', () => {
    expect(wholes([measured(1000), measured(60_000)])).toEqual([3, null, 3]);
  });

  it('leaves a gap between the history and a sample after a pause', () => {
    const data = chartData(view);
    addSample(data, measured(60_000), 0);
    expect(chartColumns(data, true)[1]).toEqual([11, null, 33, null, 3]);
    expect(momentAt(data, 3)).toMatchObject({ at: 3001, total: null, reason: 'no-sample' });
  });

  it('leaves none between samples of a computer that is measured less often', () => {
    const slow = [1000, 9000, 17_000].map((at) => measured(at, undefined, 8000));
    expect(wholes(slow)).toEqual([3, 3, 3]);
  });
});
