import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialWindow, reduceWindow, shownSpan, type WindowAction } from './chart-window';

const now = 1_700_000_000_000;

describe('the visible time span', () => {
  it('follows the present until it is paused, moved or selected', () => {
    expect(shownSpan(initialWindow, now)).toEqual({ from: now - 300_000, to: now });
    expect(reduceWindow(initialWindow, { type: 'zoom', factor: 0.5, center: 1, now })).toEqual({
      spanMs: 150_000,
      end: null,
    });
    expect(reduceWindow(initialWindow, { type: 'pause', now })).toEqual({ spanMs: 300_000, end: now });
    expect(reduceWindow(initialWindow, { type: 'show', from: now - 60_000, to: now - 30_000, now })).toEqual({
      spanMs: 30_000,
      end: now - 30_000,
    });
    expect(reduceWindow({ spanMs: 60_000, end: now - 5000 }, { type: 'follow' })).toEqual({
      spanMs: 60_000,
      end: null,
    });
  });

  it('zooms around the pointer', () => {
    const zoomed = reduceWindow(
      { spanMs: 100_000, end: now - 100_000 },
      { type: 'zoom', factor: 0.5, center: 0.25, now },
    );
    expect(shownSpan(zoomed, now)).toEqual({ from: now - 187_500, to: now - 137_500 });
  });

  it('pans to earlier, and not into the future', () => {
    expect(reduceWindow(initialWindow, { type: 'pan', share: -0.5, now }).end).toBe(now - 150_000);
    expect(reduceWindow(initialWindow, { type: 'pan', share: 3, now }).end).toBe(now);
  });

  it('stays within the recorded day whatever is requested', () => {
    const action: fc.Arbitrary<WindowAction> = fc.oneof(
      fc.record({
        type: fc.constant('zoom' as const),
        factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
        center: fc.double({ min: 0, max: 1, noNaN: true }),
        now: fc.constant(now),
      }),
      fc.record({
        type: fc.constant('pan' as const),
        share: fc.double({ min: -50, max: 50, noNaN: true }),
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
