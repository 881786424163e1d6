import { describe, expect, it } from 'vitest';
import { growthText } from './time-words';

describe('a change of ports a minute', () => {
  it.each([
    [null, '–'],
    [undefined, '–'],
    [0.4, '0'],
    [719.2, '+719'],
    [-3, '−3'],
  ])('%s is written %s', (growth, text) => {
    expect(growthText(growth, String)).toBe(text);
  });
});
