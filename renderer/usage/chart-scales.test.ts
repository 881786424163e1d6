import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { futureMs, highestPort, isRelative, timeMarks } from './chart-scales';

const now = 1_700_000_000_000;
const following = (pastMs: number, ahead = 0) => ({ from: now - pastMs, to: now + ahead, now });

describe('the labels of the time axis', () => {
  it('say how long before and after the present, in round steps', () => {
    expect(timeMarks(following(180_000, 180_000), 8).map((at) => (at - now) / 60_000)).toEqual([
      -3, -2, -1, 0, 1, 2, 3,
    ]);
    expect(timeMarks(following(30_000), 4).map((at) => (at - now) / 1000)).toEqual([-30, -20, -10, 0]);
  });

  it('are the time of day over a long span, and while the chart is held', () => {
    expect(isRelative(following(900_000))).toBe(true);
    expect(isRelative(following(3_600_000))).toBe(false);
    expect(isRelative({ from: now - 60_000, to: now, now: null })).toBe(false);
  });

  it('are never more than there is room for, and lie in the span', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 86_400_000 }), fc.integer({ min: 2, max: 14 }), (pastMs, most) => {
        const marks = timeMarks(following(pastMs), most);
        expect(marks.length).toBeLessThanOrEqual(most + 1);
        expect(marks.every((at) => at >= now - pastMs && at <= now)).toBe(true);
      }),
    );
  });
});

describe('how far the chart looks ahead', () => {
  it('is a round span that holds the moment of exhaustion', () => {
    expect(futureMs(150_000, 180_000)).toBe(300_000);
    expect(futureMs(20_000, 300_000)).toBe(30_000);
  });

  it('is at most twice as far as it looks back', () => {
    expect(futureMs(10 * 3_600_000, 60_000)).toBe(120_000);
  });
});

describe('the axis of ports', () => {
  it('reaches the limit where that leaves something to see, with room above it', () => {
    expect(highestPort('auto', 1000, 3976, 0.05)).toBeCloseTo(3976 / 0.95);
    expect(highestPort('auto', 3976, 3976, 0)).toBeGreaterThan(3976);
  });

  it('fits the ports in use where they are few, unless the limit was chosen', () => {
    expect(highestPort('auto', 28, 28_232, 0.05)).toBeLessThan(40);
    expect(highestPort('limit', 28, 28_232, 0)).toBe(28_232);
    expect(highestPort('fit', 3000, 3976, 0)).toBe(3600);
  });

  it('has room for some ports where none is in use, and where there is no limit', () => {
    expect(highestPort('auto', 0, 3976, 0)).toBe(10);
    expect(highestPort('limit', 50, null, 0)).toBe(60);
  });
});
