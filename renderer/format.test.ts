// Numbers and times in the system's regional format.
import { describe, expect, it } from 'vitest';
import { formatsFor, hexText } from './format';

describe('formats', () => {
  it('follow the regional format', () => {
    expect(formatsFor('de-DE').count(64510)).toBe('64.510');
    expect(formatsFor('en-US').percent(0.314)).toBe('31%');
    expect(formatsFor('de-DE').dateTime('2026-03-04T05:06:07')).toContain('04.03.2026');
  });

  it('show small shares with one digit, so that something is not shown as nothing', () => {
    expect(formatsFor('en-US').percent(0.004)).toBe('0.4%');
  });

  it('fall back to English for a format that no system knows', () => {
    expect(formatsFor('C').count(1000)).toBe('1,000');
    expect(formatsFor('not a locale').count(1000)).toBe('1,000');
  });

  it('write hexadecimal as the article does', () => {
    expect(hexText(5000)).toBe('0x1388');
  });
});
