import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageHistory, type HistorySample } from './usage-history';

const second = 1000;
const hour = 3_600_000;
const start = 1_700_000_000_000;

function sample(takenAt: number, ports: number): HistorySample {
  return {
    takenAt,
    reason: null,
    figures: {
      byState: [ports, 0, 0, 0, 0, 0, 0],
      usable: 100,
      atRisk: { ports, usable: 100 },
      udp: 1,
      newPerSecond: 2,
      intervalMs: 1000,
    },
  };
}

describe('the usage history', () => {
  it('returns every sample of the last hour', () => {
    const history = usageHistory();
    for (let at = 0; at < 100; at += 1) history.push(sample(start + at * second, at));
    const view = history.view({ from: start + 10 * second, to: start + 19 * second, rows: 1000 });
    expect(view.times).toHaveLength(10);
    expect(view.byState[0]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(view).toMatchObject({ stepMs: 1000, gaps: [] });
  });

  it('keeps a one-second peak through 24 hours', () => {
    const history = usageHistory();
    const peakAt = start + 600 * second;
    for (let at = start; at < start + 23 * hour; at += second) history.push(sample(at, at === peakAt ? 999 : 5));
    const view = history.view({ from: start, to: start + 24 * hour, rows: 500 });
    expect(view.times.length).toBeLessThanOrEqual(500);
    expect(Math.max(...(view.byState[0] ?? []).map((ports) => ports ?? 0))).toBe(999);
    expect(view.times[(view.byState[0] ?? []).indexOf(999)]).toBe(peakAt);
  });

  it('shows a failure as a gap with its reason, never as zero', () => {
    const history = usageHistory();
    history.push(sample(start, 5));
    history.push({ takenAt: start + second, figures: null, reason: 'ACCESS_DENIED' });
    history.push({ takenAt: start + 2 * second, figures: null, reason: 'ACCESS_DENIED' });
    history.push(sample(start + 3 * second, 6));
    const view = history.view({ from: start, to: start + 5 * second, rows: 100 });
    expect(view.byState[0]).toEqual([5, null, null, 6]);
    expect(view.gaps).toEqual([{ from: start + second, to: start + 3 * second, reason: 'ACCESS_DENIED' }]);
  });

  it('shows a suspended computer as a gap', () => {
    const history = usageHistory();
    history.push(sample(start, 5));
    history.push(sample(start + hour, 6));
    const view = history.view({ from: start, to: start + 2 * hour, rows: 100 });
    expect(view.byState[0]).toEqual([5, null, 6]);
    expect(view.gaps).toMatchObject([{ reason: 'no-sample', to: start + hour }]);
  });

  it('keeps order and distances when the clock is set back', () => {
    const history = usageHistory();
    for (let at = 0; at < 5; at += 1) history.push(sample(start + at * second, at));
    history.push(sample(start - hour, 9));
    const { times, byState, gaps } = history.view({ from: start - 2 * hour, to: start, rows: 100 });
    expect(byState[0]).toEqual([0, 1, 2, 3, 4, 9]);
    expect(times.map((at) => at - (start - hour))).toEqual([-5000, -4000, -3000, -2000, -1000, 0]);
    expect(gaps).toEqual([]);
  });

  it('rises in time, with the peak and at most the requested rows, whatever comes', () => {
    const step = fc.record({
      pause: fc.integer({ min: 500, max: 60_000 }),
      ports: fc.option(fc.integer({ min: 0, max: 60_000 })),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 300 }), fc.integer({ min: 4, max: 100 }), (steps, rows) => {
        const history = usageHistory();
        let at = start;
        for (const { pause, ports } of steps) {
          at += pause;
          history.push(
            ports === null ? { takenAt: at, figures: null, reason: 'NOT_AVAILABLE_HERE' } : sample(at, ports),
          );
        }
        const view = history.view({ from: start, to: at, rows });
        expect(view.times.length).toBeLessThanOrEqual(rows);
        expect(view.times.every((time, index) => index === 0 || time > (view.times[index - 1] ?? 0))).toBe(true);
        const measured = steps.flatMap(({ ports }) => (ports === null ? [] : [ports]));
        const shown = (view.byState[0] ?? []).filter((ports) => ports !== null);
        expect(Math.max(-1, ...shown)).toBe(Math.max(-1, ...measured));
        expect(shown.every((ports) => measured.includes(ports))).toBe(true);
      }),
    );
  });
});
