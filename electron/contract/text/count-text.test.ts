import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainShare, shareTextFor } from './count-text';

const english = shareTextFor('en', 0);

it('says plainly what English says of a share', () => {
  expect(plainShare(0)).toBe('0%');
  expect(plainShare(0.004)).toBe('<1%');
  expect(plainShare(0.285)).toBe('29%');
  expect(plainShare(0.996)).toBe('>99%');
  expect(plainShare(1)).toBe('100%');
  const ports = fc
    .tuple(fc.nat(65_535), fc.integer({ min: 1, max: 65_535 }))
    .filter(([used, usable]) => used <= usable);
  fc.assert(
    fc.property(ports, ([used, usable]) => {
      expect(plainShare(used / usable)).toBe(english(used / usable));
    }),
  );
});
