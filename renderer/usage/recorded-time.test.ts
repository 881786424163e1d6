import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inside, panned, recordedSpans, zoomed } from './recorded-time';

const noon = new Date(2026, 10, 24, 12).getTime();
const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const whole = { from: 0, to: 86_400_000 };

describe('the days of a recording', () => {
  it('are local days, the latest first, and end now', () => {
    const spans = recordedSpans(
      [
        { day: utcDay(noon - 86_400_000), bytes: 1 },
        { day: utcDay(noon), bytes: 1 },
      ],
      noon,
    );
    expect(spans[0]).toEqual({ from: new Date(2026, 10, 24).getTime(), to: noon });
    expect(spans[1]).toEqual({ from: new Date(2026, 10, 23).getTime(), to: new Date(2026, 10, 24).getTime() });
  });

  it('cover every moment of each recorded day up to now', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 86_399_999 }), (later, within) => {
        const day = utcDay(noon + later * 86_400_000);
        const at = Date.parse(`${day}T00:00:00Z`) + within;
        const spans = recordedSpans([{ day, bytes: 1 }], at + 1000);
        expect(spans.some(({ from, to }) => at >= from && at <= to)).toBe(true);
      }),
    );
  });

  it('are none where nothing was recorded', () => {
    expect(recordedSpans([], noon)).toEqual([]);
  });
});

describe('the time shown', () => {
  it('stays inside what was chosen, whatever is done', () => {
    const step = fc.oneof(
      fc.tuple(
        fc.constant('zoom'),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      fc.tuple(fc.constant('pan'), fc.double({ min: -2, max: 2, noNaN: true }), fc.constant(0)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let shown = whole;
        for (const [kind, by, center] of steps)
          shown = kind === 'zoom' ? zoomed(shown, by, center, whole) : panned(shown, by, whole);
        expect(shown.from).toBeGreaterThanOrEqual(whole.from);
        expect(shown.to).toBeLessThanOrEqual(whole.to + 1);
        expect(shown.to - shown.from).toBeGreaterThanOrEqual(119_999);
      }),
    );
  });

  it('keeps what is under the pointer in place', () => {
    const shown = zoomed({ from: 20_000_000, to: 40_000_000 }, 0.5, 0.25, whole);
    expect(shown).toEqual({ from: 22_500_000, to: 32_500_000 });
  });

  it('is as long as what was chosen at most', () => {
    expect(inside({ from: -10, to: 100_000_000 }, whole)).toEqual(whole);
  });
});
