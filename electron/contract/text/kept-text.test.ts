import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptTextProblem, onOneLine } from './kept-text';

const hostile = [
  'a\nb',
  'a\r\nb',
  'a\u001bb',
  'a\u009bb',
  'a\u0000b',
  'a\tb',
  'a\u007fb',
  'a\u2028b',
  'a\u2029b',
  'a\u202eb',
  'a\u200fb',
  'a\u061cb',
  'a\u2066b',
  'a\ufeffb',
  'a\u200bb',
  'a\ufff9b',
  'a\ud800b',
  'a\u{e0041}b',
];

describe('a text that is kept', () => {
  it.each([
    '',
    'INC0012345',
    'before the change, 2 of 3',
    'Zoë Müller',
    '経理部',
    'مهدی‌پور',
    '👩‍💻',
    '1 < 2 & "x" `y` %z%',
  ])('can be %j', (text) => {
    expect(keptTextProblem(text, 500)).toBeNull();
    expect(onOneLine(text)).toBe(text);
  });

  it.each(hostile)('is refused when typed and cleaned when shown: %j', (text) => {
    expect(keptTextProblem(text, 500)).toBe('control-character');
    expect(onOneLine(text)).toBe('a b');
  });

  it('sends no control sequence to a terminal: what remains of one is plain text', () => {
    expect(onOneLine('kept\u001b[2K\u001b[1Aforged')).toBe('kept [2K [1Aforged');
  });

  it('is refused when it is too long', () => {
    expect(keptTextProblem('x'.repeat(50), 50)).toBeNull();
    expect(keptTextProblem('x'.repeat(51), 50)).toBe('too-long');
  });

  it('is whatever remains after cleaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => keptTextProblem(onOneLine(text), Infinity) === null),
      { seed: 13, numRuns: 500 },
    );
  });
});
