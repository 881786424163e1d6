// Every language has the texts that English has. Only the command line has none: it speaks English.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../settings/languages';
import { differences, textsIn, type Texts } from './parity.fixture';

const filesOf = (language: string) =>
  readdirSync(join(import.meta.dirname, language), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

function catalog(language: string): Texts {
  const texts = filesOf(language).map((file) =>
    textsIn(JSON.parse(readFileSync(join(import.meta.dirname, language, file), 'utf8')), `${file}:`),
  );
  return Object.assign({}, ...texts) as Texts;
}

const isShown = ([key]: [string, string]) => !key.startsWith('main.json:cli.');
const english = Object.fromEntries(Object.entries(catalog('en')).filter(isShown));

describe.each(languages.filter((language) => language !== 'en'))('the catalog in %s', (language) => {
  it('has the texts of English, with the same placeholders and every plural form of the language', () => {
    expect(Object.keys(english).length).toBeGreaterThan(1000);
    expect(filesOf(language)).toEqual(filesOf('en'));
    expect(differences(english, catalog(language), language)).toEqual([]);
  });
});

it('has a comment for translators only where there is a text', () => {
  const comments = JSON.parse(readFileSync(join(import.meta.dirname, 'comments.json'), 'utf8')) as Texts;
  expect(Object.keys(comments).filter((key) => !(key in english))).toEqual([]);
});

describe('a translation', () => {
  const en = textsIn({ a: { one: 'Save {{file}}', more_one: '{{count}} port', more_other: '{{count}} ports' } }, 'x.json:');

  it.each([
    ['is complete', { one: '{{file}} speichern', more_one: 'ein Port', more_other: '{{count}} Ports' }, 'de', []],
    ['lacks a text', { more_one: '{{count}} Port', more_other: '{{count}} Ports' }, 'de', ['x.json:a.one: is missing']],
    ['has a text of its own', { one: '{{file}}', two: '', more_one: '{{count}}', more_other: '{{count}}' }, 'de', ['x.json:a.two: is in no English text']],
    ['names another placeholder', { one: '{{datei}}', more_one: '{{count}}', more_other: '{{count}}' }, 'de', ['x.json:a.one: has {{datei}} where English has {{file}}']],
    ['lacks a plural form', { one: '{{file}}', more_one: '{{count}}', more_other: '{{count}}' }, 'pl', ['x.json:a.more_few: is missing', 'x.json:a.more_many: is missing']],
    ['needs no form for one', { one: '{{file}}', more_other: '{{count}}' }, 'ja', []],
  ])('that %s is told or not', (_, texts, language, told) => {
    expect(differences(en, textsIn({ a: texts }, 'x.json:'), language)).toEqual(told);
  });
});
