import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, mergedRanges, overlaps, rangesLeft, rangeWithout, usablePorts } from './port-ranges';

const range = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([start, number]) => ({ start, number }));
const port = fc.integer({ min: 0, max: 1100 });

describe('port ranges', () => {
  it('keep after a subtraction each port that the other does not have', () => {
    fc.assert(
      fc.property(range, range, port, (whole, taken, one) => {
        expect(rangeWithout(whole, taken).some((part) => isWithin(one, part))).toBe(
          isWithin(one, whole) && !isWithin(one, taken),
        );
      }),
    );
  });

  it('overlap where they have a port in common', () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        expect(overlaps(one, other)).toBe(
          Array.from({ length: 1100 }, (_, index) => index).some(
            (each) => isWithin(each, one) && isWithin(each, other),
          ),
        );
      }),
    );
  });

  it('contain the same ports after merging, in order and apart from one another', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), port, (ranges, each) => {
        const merged = mergedRanges(ranges);
        expect(merged.some((one) => isWithin(each, one))).toBe(ranges.some((one) => isWithin(each, one)));
        for (const [index, { start, number }] of merged.entries()) {
          expect(number).toBeGreaterThan(0);
          if (index > 0)
            expect(start).toBeGreaterThan((merged[index - 1]?.start ?? 0) + (merged[index - 1]?.number ?? 0));
        }
        expect(mergedRanges(merged)).toBe(merged);
      }),
    );
  });

  it('count usable ports once, however excluded ranges overlap', () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 6 }), (whole, excluded) => {
        const all = Array.from({ length: 1100 }, (_, index) => index);
        const usable = all.filter((one) => isWithin(one, whole) && !excluded.some((each) => isWithin(one, each)));
        expect(usablePorts(whole, excluded)).toBe(usable.length);
        expect(
          rangesLeft(whole, excluded).flatMap(({ start, number }) =>
            Array.from({ length: number }, (_, index) => start + index),
          ),
        ).toEqual(usable);
      }),
    );
  });
});
