import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberText } from './number-text';

describe('a number that a person types', () => {
  it.each([
    ['65534', 65534, 10],
    ['  5000 ', 5000, 10],
    ['5000\n', 5000, 10],
    ['05000', 5000, 10],
    ['0', 0, 10],
    ['0x1388', 5000, 16],
    ['0XFFFE', 65534, 16],
    ['4294967295', 4294967295, 10],
    ['0xffffffff', 4294967295, 16],
  ])('reads %j as %d', (text, value, base) => {
    expect(readNumberText(text)).toEqual({ ok: true, value, base });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['-5000', 'sign'],
    ['+5000', 'sign'],
    ['\u22125000', 'sign'],
    ['65\n534', 'line-break'],
    ['65534\r\n30', 'line-break'],
    ['65 534', 'blank-inside'],
    ['65\u00a0534', 'blank-inside'],
    ['65,534', 'separator'],
    ['65.534', 'separator'],
    ["65'534", 'separator'],
    ['5000.5', 'fraction'],
    ['5000,0', 'fraction'],
    ['5e4', 'exponent'],
    ['5E+4', 'exponent'],
    ['\uff16\uff15\uff15\uff13\uff14', 'full-width'],
    ['fffe', 'hex-without-prefix'],
    ['1388h', 'hex-without-prefix'],
    ['0x', 'not-a-number'],
    ['0x13g8', 'not-a-number'],
    ['five thousand', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['4294967296', 'over-dword'],
    [String(2 ** 32 + 6000), 'over-dword'],
    ['0x100000000', 'over-dword'],
    ['9'.repeat(400), 'over-dword'],
  ])('refuses %j: %s', (text, problem) => {
    expect(readNumberText(text)).toEqual({ ok: false, problem });
  });

  it('reads every REG_DWORD back from its decimal and its hexadecimal spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
        expect(readNumberText(String(value))).toEqual({ ok: true, value, base: 10 });
        expect(readNumberText(`0x${value.toString(16)}`)).toEqual({ ok: true, value, base: 16 });
      }),
    );
  });

  it('never throws, and never yields anything but a whole number from 0 to 4294967295', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const reading = readNumberText(text);
        if (reading.ok) expect(Number.isInteger(reading.value) && reading.value >= 0 && reading.value <= 0xffff_ffff).toBe(true);
      }),
    );
  });
});
