import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absent, bytesOf, dword, dwordOf, isSameStored, registryTypeName, storedFrom } from './stored-value';

describe('stored values', () => {
  it('store a REG_DWORD little-endian', () => {
    expect(dword(65534)).toEqual({ present: true, type: 4, hex: 'feff0000' });
  });

  it('give every number back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
        expect(dwordOf(dword(value))).toBe(value);
      }),
    );
  });

  it('have no number when they are absent, of another type, or not four bytes long', () => {
    expect(dwordOf(absent)).toBeNull();
    expect(dwordOf({ present: true, type: 1, hex: 'feff0000' })).toBeNull();
    expect(dwordOf({ present: true, type: 4, hex: 'feff' })).toBeNull();
  });

  it('keep type and bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.uint8Array(), (type, data) => {
        const stored = storedFrom({ type, data });
        expect(stored.present && [stored.type, ...bytesOf(stored)]).toEqual([type, ...data]);
      }),
    );
  });

  it('differ by presence, type and bytes', () => {
    const value = dword(5000);
    expect(isSameStored(value, dword(5000))).toBe(true);
    expect(isSameStored(absent, absent)).toBe(true);
    for (const other of [absent, dword(5001), { present: true, type: 3, hex: '88130000' } as const]) {
      expect(isSameStored(value, other)).toBe(false);
    }
  });

  it('name their type, or show its number', () => {
    expect(registryTypeName(4)).toBe('REG_DWORD');
    expect(registryTypeName(0x12)).toBe('type 0x12');
  });
});
