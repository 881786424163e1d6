import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialWindow, reduceWindow, shownSpan, type ChartWindow, type WindowAction } from './chart-window';

const now = 1_700_000_000_000;
const held = (spanMs: number, end: number): ChartWindow => ({ isAuto: false, spanMs, end });

describe('the visible time span', () => {
  it('follows the present until it is paused, moved or selected', () => {
    expect(shownSpan(initialWindow, now)).toEqual({ from: now - 300_000, to: now });
    expect(reduceWindow(initialWindow, { type: 'zoom', factor: 0.5, center: 1, shownMs: 300_000, now })).toEqual({
      isAuto: false,
      spanMs: 150_000,
      end: null,
    });
    expect(reduceWindow(initialWindow, { type: 'pause', now })).toEqual({ isAuto: true, spanMs: 300_000, end: now });
    expect(reduceWindow(initialWindow, { type: 'show', from: now - 60_000, to: now - 30_000, now })).toEqual(
      held(30_000, now - 30_000),
    );
    expect(reduceWindow(held(60_000, now - 5000), { type: 'follow' })).toEqual({
      isAuto: false,
      spanMs: 60_000,
      end: null,
    });
  });

  it('grows with what was measured, from a few seconds to five minutes, so that it is never mostly empty', () => {
    const from = (elapsed: number) => now - shownSpan(initialWindow, now, now - elapsed).from;
    expect([0, 1000, 30_000, 299_000, 301_000, 86_400_000].map(from)).toEqual([
      5000, 5000, 30_000, 299_000, 300_000, 300_000,
    ]);
  });

  it('does not grow where a span was chosen', () => {
    const chosen = reduceWindow(initialWindow, { type: 'span', spanMs: 3_600_000 });
    expect(shownSpan(chosen, now, now - 1000).from).toBe(now - 3_600_000);
    expect(reduceWindow(chosen, { type: 'span', spanMs: 'auto' })).toEqual(initialWindow);
  });

  it('zooms around the pointer', () => {
    const zoomed = reduceWindow(held(100_000, now - 100_000), {
      type: 'zoom',
      factor: 0.5,
      center: 0.25,
      shownMs: 100_000,
      now,
    });
    expect(shownSpan(zoomed, now)).toEqual({ from: now - 187_500, to: now - 137_500 });
  });

  it('zooms into what is shown, and not into the longest span', () => {
    expect(reduceWindow(initialWindow, { type: 'zoom', factor: 0.5, center: 0.5, shownMs: 60_000, now })).toMatchObject(
      { spanMs: 30_000 },
    );
  });

  it('pans to earlier, and not into the future', () => {
    const pan = (share: number) => reduceWindow(initialWindow, { type: 'pan', share, shownMs: 300_000, now }).end;
    expect(pan(-0.5)).toBe(now - 150_000);
    expect(pan(3)).toBe(now);
  });

  it('stays within the recorded day whatever is requested', () => {
    const shownMs = fc.double({ min: 1, max: 86_400_000, noNaN: true });
    const action: fc.Arbitrary<WindowAction> = fc.oneof(
      fc.record({
        type: fc.constant('zoom' as const),
        factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
        center: fc.double({ min: 0, max: 1, noNaN: true }),
        shownMs,
        now: fc.constant(now),
      }),
      fc.record({
        type: fc.constant('pan' as const),
        share: fc.double({ min: -50, max: 50, noNaN: true }),
        shownMs,
        now: fc.constant(now),
      }),
      fc.record({ type: fc.constant('pause' as const), now: fc.constant(now) }),
    );
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const { from, to } = shownSpan(actions.reduce(reduceWindow, initialWindow), now);
        expect(to).toBeLessThanOrEqual(now);
        expect(from).toBeGreaterThanOrEqual(now - 86_400_000 - 1);
        expect(to - from).toBeGreaterThanOrEqual(9999);
      }),
    );
  });
});
