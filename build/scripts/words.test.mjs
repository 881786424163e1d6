// What a person reads, in the program and on the pages about it, uses the terms of docs/words.md, and none of the words that stand beside them as not to be used.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJson, projectFolder } from './setup/project.mjs';

const catalog = path.join(projectFolder, 'electron', 'contract', 'messages', 'en');

/** The last column of the table. */
const refused = fs
  .readFileSync(path.join(projectFolder, 'docs', 'words.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| term'))
  .flatMap((line) => (line.split('|')[3] ?? '').split(','))
  .map((word) => word.trim())
  .filter((word) => word !== '');

const pattern = new RegExp(`\\b(${refused.join('|')})\\b`, 'iu');

/** @param {unknown} tree @param {string} key @returns {[key: string, text: string][]} */
function textsOf(tree, key) {
  if (typeof tree === 'string') return [[key, tree]];
  return Object.entries(tree ?? {}).flatMap(([name, part]) => textsOf(part, `${key}.${name}`));
}

/** Without what is filled in, and names of options, which other people's scripts rely on. @param {string} text */
const spoken = (text) => text.replaceAll(/\{\{\w+\}\}|--[a-z-]+/gu, ' ').replaceAll('&', '');

const decisions = path.join('docs', 'decisions');

/** What people read who use the program, or want to know how it is made. */
const pages = [
  'README.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/command-line.md',
  'docs/deployment.md',
  'docs/recording.md',
  'docs/reg-files.md',
  'docs/windows.md',
  ...fs.readdirSync(path.join(projectFolder, decisions)).map((page) => path.join(decisions, page)),
];

/** The lines of a page without code. @param {string} page @returns {string[]} */
function proseOf(page) {
  const text = fs.readFileSync(path.join(projectFolder, page), 'utf8');
  return text
    .replaceAll(/^```.*?^```/gmsu, '')
    .split('\n')
    .map((line) => line.replaceAll(/`[^`]*`|\]\([^)]*\)/gu, ' '));
}

describe.each(pages)('%s', (page) => {
  it('uses no word that is not to be used', () => {
    const lines = proseOf(page);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => pattern.test(line))).toEqual([]);
  });
});

describe('the message catalog', () => {
  const files = fs.readdirSync(catalog, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const texts = files.flatMap((file) => textsOf(parseJson(fs.readFileSync(path.join(catalog, file), 'utf8')), file));

  it('uses no word that is not to be used', () => {
    expect(refused.length).toBeGreaterThan(20);
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter(([, text]) => pattern.test(spoken(text)))).toEqual([]);
  });

  it('would be refused with one', () => {
    expect(['Ports are lent.', 'At once', 'Ti&cked'].map((text) => pattern.test(spoken(text)))).toEqual([
      true,
      true,
      true,
    ]);
  });
});
