import { describe, expect, it } from 'vitest';
import { languageFor, localeFor } from './languages';

describe('the language of the program', () => {
  it.each([
    ['that of the system', 'system', ['de-AT', 'en-GB'], 'de'],
    ['the first of the system that there is', 'system', ['fr-FR', 'en-US', 'de-DE'], 'en'],
    ['English where there is none of them', 'system', ['fr-FR'], 'en'],
    ['English where the system names none', 'system', [], 'en'],
    ['English where the system names no language', 'system', ['C', ''], 'en'],
    ['the chosen one, whatever the system speaks', 'en', ['de-DE'], 'en'],
  ] as const)('is %s', (_, choice, preferred, language) => {
    expect(languageFor(choice, preferred)).toBe(language);
  });
});

describe('numbers and dates', () => {
  it.each([
    ['in the regional format of that language', 'en', 'en-GB', 'en-GB'],
    ['in that language, for the region of the system', 'en', 'de-DE', 'en-DE'],
    ['in that language where nobody there writes it', 'de', 'en-US', 'de-US'],
    ['in that language where the region is unknown', 'en', 'de', 'en'],
    ['in that language where the regional format is no language', 'en', 'C', 'en'],
    ['of the language that a test is made of', 'en-XA', 'de-DE', 'en-DE'],
  ] as const)('are written %s', (_, language, regionalFormat, locale) => {
    expect(localeFor(language, regionalFormat)).toBe(locale);
    expect(Intl.NumberFormat.supportedLocalesOf(locale)).toEqual([locale]);
  });
});
