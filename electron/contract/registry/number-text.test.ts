import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberText } from './number-text';

describe('a typed number', () => {
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
    ['\ufeff5000', 5000, 10],
    ['5000\u200b', 5000, 10],
    ['\u200e5000\u200f', 5000, 10],
    ['\u206865534\u2069', 65534, 10],
    ['\u00a05000\u202f', 5000, 10],
    ['\u200b 0x1388 \ufeff', 5000, 16],
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
    expect(readNumberText(text)).toMatchObject({ ok: false, problem });
  });

  it.each([
    ['65\u2019534', 'separator', '65534'],
    ['65,534', 'separator', '65534'],
    ['65.534', 'separator', '65534'],
    ["65'534", 'separator', '65534'],
    ['65_534', 'separator', '65534'],
    ['65\u066c534', 'separator', '65534'],
    ['65 534', 'blank-inside', '65534'],
    ['65\u202f534', 'blank-inside', '65534'],
    ['1388h', 'hex-without-prefix', '0x1388'],
    ['0x1388h', 'hex-without-prefix', '0x1388'],
    ['&H1388', 'hex-without-prefix', '0x1388'],
    ['$fffe', 'hex-without-prefix', '0xfffe'],
    ['fffe', 'hex-without-prefix', '0xfffe'],
    ['dword:0000fffe', 'hex-without-prefix', '0x0000fffe'],
    ['5000d', 'decimal-suffix', '5000'],
    ['5000D', 'decimal-suffix', '5000'],
    ['0b10', 'other-base', '2'],
    ['0o17', 'other-base', '15'],
    ['fffffffff', 'hex-without-prefix', null],
    ['4294967296d', 'decimal-suffix', null],
    ['4.294.967.296', 'separator', null],
    ['65\u200b534', 'invisible', null],
    ['6\ufeff5534', 'invisible', null],
    ['\u202e43556', 'invisible', null],
    ['\u200b', 'empty', null],
    ['\u0e56\u0e55\u0e55\u0e53\u0e54', 'full-width', null],
    ['\u0665\u0660\u0660\u0660', 'full-width', null],
    ['\u09eb\u09e6\u09e6\u09e6', 'full-width', null],
    ['\ud835\udfd3\ud835\udfce', 'full-width', null],
    ['\uff0d5000', 'sign', null],
    ['0b12', 'hex-without-prefix', '0x0b12'],
    ['0o18', 'not-a-number', null],
  ])('refuses %j: %s, and suggests %j', (text, problem, suggestion) => {
    expect(readNumberText(text)).toEqual({ ok: false, problem, suggestion });
  });

  it('suggests only what it accepts', () => {
    const pieces = fc.constantFrom(
      '0',
      '1',
      '5',
      '8',
      'f',
      'h',
      'd',
      'b',
      'x',
      'o',
      '&H',
      '$',
      'dword:',
      '.',
      ',',
      "'",
      '\u2019',
      ' ',
      '\u00a0',
      '000',
      '534',
      '\u200b',
      '-',
      'e',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const reading = readNumberText(parts.join(''));
        if (!reading.ok && reading.suggestion !== null)
          expect(readNumberText(reading.suggestion)).toMatchObject({ ok: true });
      }),
      { numRuns: 2000 },
    );
  });

  it('ignores invisible characters around a number, and none inside it', () => {
    const unseen = fc.constantFrom(
      '\u200b',
      '\u200c',
      '\u200d',
      '\u200e',
      '\u200f',
      '\u2060',
      '\ufeff',
      '\u00a0',
      '\u00ad',
      '\u061c',
      ' ',
    );
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 0xffff_ffff }), unseen, unseen, (value, before, after) => {
        const text = String(value);
        expect(readNumberText(`${before}${text}${after}`)).toEqual({ ok: true, value, base: 10 });
        expect(readNumberText(`${text.slice(0, 1)}${before}${text.slice(1)}`).ok).toBe(false);
      }),
    );
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
        if (reading.ok)
          expect(Number.isInteger(reading.value) && reading.value >= 0 && reading.value <= 0xffff_ffff).toBe(true);
      }),
    );
  });
});
