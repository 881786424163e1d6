// Numbers and times in the system's regional format.
import { describe, expect, it } from 'vitest';
import { formatsFor, hexText } from './format';

describe('formats', () => {
  it('follow the regional format', () => {
    expect(formatsFor('de-DE').count(64510)).toBe('64.510');
    expect(formatsFor('en-US').percent(0.314)).toBe('31%');
    expect(formatsFor('de-DE').dateTime('2026-03-04T05:06:07')).toContain('04.03.2026');
  });

  it.each([
    [0, '0%'],
    [1 / 64_511, '<0.1%'],
    [0.004, '0.4%'],
    [0.1, '10%'],
    [0.994, '99%'],
    [64_510 / 64_511, '>99%'],
    [1, '100%'],
  ])('show %d as %s: something is not shown as nothing, nor nearly all as all', (share, text) => {
    expect(formatsFor('en-US').percent(share)).toBe(text);
  });

  it('write a share that is not a plain number as the region writes numbers', () => {
    expect(formatsFor('de-DE').percent(0.0001)).toBe('<0,1\u00a0%');
  });

  it('fall back to English for a format that no system knows', () => {
    expect(formatsFor('C').count(1000)).toBe('1,000');
    expect(formatsFor('not a locale').count(1000)).toBe('1,000');
  });

  it('write hexadecimal as the article does', () => {
    expect(hexText(5000)).toBe('0x1388');
  });
});
