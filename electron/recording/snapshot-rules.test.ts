import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotReason } from '../contract/recording/recording-limits';
import { calmState, nextSnapshot, type Seen } from './snapshot-rules';

const minute = 60_000;

function play(seen: readonly Partial<Seen>[]): SnapshotReason[][] {
  let state = calmState;
  return seen.map((one) => {
    const next = nextSnapshot(state, { now: 0, share: 0, isRefused: false, newEvents: [], ...one });
    state = next.state;
    return [...next.reasons];
  });
}

describe('a snapshot', () => {
  it('is taken when a threshold is crossed, and when it turns calm again', () => {
    const shares = [0.4, 0.5, 0.51, 0.6, 0.81, 0.96, 0.7, 0.5, 0.3];
    expect(play(shares.map((share, index) => ({ share, now: index * minute })))).toEqual([
      [],
      [],
      ['over-50'],
      [],
      ['over-80'],
      ['over-95'],
      [],
      ['calm'],
      [],
    ]);
  });

  it('is one for several reasons', () => {
    expect(play([{ share: 1, isRefused: true, newEvents: [4231, 1, 4227] }])).toEqual([
      ['over-50', 'over-80', 'over-95', 'refused', 'event-4227', 'event-4231'],
    ]);
  });

  it('takes what could not be measured for no change', () => {
    expect(play([{ share: 0.9 }, { share: null, now: 1 }, { share: 0.9, now: 2 }]).slice(1)).toEqual([[], []]);
  });

  it('is taken at most once in five minutes for each reason, whatever happens', () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 4 * minute }),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      isRefused: fc.boolean(),
      newEvents: fc.subarray([4227, 4231, 4266]),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const seen = steps.map(({ after, ...one }) => ({ ...one, now: (now += after) }));
        const takenAt = new Map<SnapshotReason, number>();
        play(seen).forEach((reasons, index) => {
          for (const reason of reasons) {
            const at = seen[index]?.now ?? 0;
            expect(at - (takenAt.get(reason) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(5 * minute);
            takenAt.set(reason, at);
          }
        });
      }),
    );
  });
});
