import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, overlapOf, rangesLeft, rangeWithout, usablePorts } from './port-ranges';

const range = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })).map(([start, number]) => ({ start, number }));
const port = fc.integer({ min: 0, max: 1100 });

describe('port ranges', () => {
  it('one without another holds each port of the one that the other has not', () => {
    fc.assert(fc.property(range, range, port, (whole, taken, one) => {
      expect(rangeWithout(whole, taken).some((part) => isWithin(one, part))).toBe(isWithin(one, whole) && !isWithin(one, taken));
    }));
  });

  it('an overlap holds the ports of both', () => {
    fc.assert(fc.property(range, range, port, (one, other, each) => {
      const common = overlapOf(one, other);
      expect(common !== null && isWithin(each, common)).toBe(isWithin(each, one) && isWithin(each, other));
    }));
  });

  it('usable ports are counted once, however excluded ranges overlap', () => {
    fc.assert(fc.property(range, fc.array(range, { maxLength: 6 }), (whole, excluded) => {
      const all = Array.from({ length: 1100 }, (_, index) => index);
      const usable = all.filter((one) => isWithin(one, whole) && !excluded.some((each) => isWithin(one, each)));
      expect(usablePorts(whole, excluded)).toBe(usable.length);
      expect(rangesLeft(whole, excluded).flatMap(({ start, number }) => Array.from({ length: number }, (_, index) => start + index))).toEqual(usable);
    }));
  });
});
