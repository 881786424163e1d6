// A stored value in words, whatever somebody stored there.
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { storedText } from './stored-text';
import { formatsFor } from './format';
import { startTranslations } from '../app/i18n';
import type { Setting } from '../../electron/contract/change/change';
import { absent, dword } from '../../electron/contract/registry/stored-value';

beforeAll(startTranslations);

const text = (stored: Setting, parameter: Parameters<typeof storedText>[1] = null) =>
  storedText(stored, parameter, formatsFor('de-DE'), i18next.t);

describe('stored value', () => {
  it('names absence, with the default where there is one', () => {
    expect(text(absent, { defaultValue: 5000, whenAbsent: 'default' })).toBe('not set (default 5000)');
    expect(text(absent, { defaultValue: 5000, whenAbsent: 'dynamic-range' })).toBe('not set (dynamic range applies)');
    expect(text(absent)).toBe('not set');
  });

  it('shows a number in decimal and hex, ungrouped', () => {
    expect(text(dword(65534))).toBe('65534 (0xfffe)');
  });

  it('groups the number of ports of a range as the regional format does, but never its ports', () => {
    expect(text({ start: 49152, number: 16384 })).toBe('49152–65535 (16.384 ports)');
  });

  it('names a text that was stored instead of a number', () => {
    expect(text({ present: true, type: 1, hex: '36003500350033003400000' + '0' })).toBe(
      'REG_SZ “65534” (ignored by Windows)',
    );
  });

  it('does not guess a number from damaged data', () => {
    expect(text({ present: true, type: 4, hex: 'fe' })).toBe('REG_DWORD with damaged data (fe)');
  });

  it('names types that no table knows', () => {
    expect(text({ present: true, type: 0x12, hex: '' })).toContain('type 0x12');
  });
});
