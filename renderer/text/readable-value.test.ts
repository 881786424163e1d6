// Registry data in words: every type, damaged data, and characters that hide.
import { describe, expect, it } from 'vitest';
import { readableValue, visibleText } from './readable-value';

const utf16 = (text: string) =>
  Array.from(text, (character) => `${character.charCodeAt(0).toString(16).padStart(2, '0')}00`).join('');

describe('registry data', () => {
  it('shows numbers as decimal and hex', () => {
    expect(readableValue({ type: 4, hex: 'feff0000' })).toEqual({
      type: 'REG_DWORD',
      lines: ['65534 (0xfffe)'],
      isDump: false,
    });
    expect(readableValue({ type: 5, hex: '0000fffe' }).lines).toEqual(['65534 (0xfffe)']);
    expect(readableValue({ type: 11, hex: 'ffffffffffffffff' }).lines).toEqual([
      '18446744073709551615 (0xffffffffffffffff)',
    ]);
  });

  it('shows a text without its terminator, and several as lines', () => {
    expect(readableValue({ type: 1, hex: utf16('C:\\tools\0') }).lines).toEqual(['C:\\tools']);
    expect(readableValue({ type: 7, hex: utf16(['1433-1434', '3343-3343', '', ''].join('\0')) }).lines).toEqual([
      '1433-1434',
      '3343-3343',
    ]);
  });

  it('shows bytes with their characters, even where the data does not fit its type', () => {
    expect(readableValue({ type: 3, hex: '0041427f' })).toEqual({
      type: 'REG_BINARY',
      lines: ['0041427f  .AB.'],
      isDump: true,
    });
    expect(readableValue({ type: 3, hex: '414243444546474849' }).lines).toEqual([
      '41424344 45464748  ABCDEFGH',
      '49                 I',
    ]);
    expect(readableValue({ type: 4, hex: 'fe' }).isDump).toBe(true);
    expect(readableValue({ type: 1, hex: '41' }).isDump).toBe(true);
    expect(readableValue({ type: 1, hex: utf16('a\0b\0') }).isDump).toBe(true);
    expect(readableValue({ type: 3, hex: '' }).lines).toEqual([]);
  });

  it('spells out what cannot be seen', () => {
    expect(visibleText('a\u202eb\nc')).toBe('a⟨U+202E⟩b⟨U+000A⟩c');
  });
});
