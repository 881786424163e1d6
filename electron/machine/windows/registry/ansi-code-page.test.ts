import { expect, it } from 'vitest';
import { ansiCodePageLabel } from './ansi-code-page';

it.each([
  [1252, 'windows-1252'],
  [1251, 'windows-1251'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [65001, 'utf-8'],
  [437, 'windows-1252'],
])('decodes code page %d as %s', (codePage, label) => {
  expect(ansiCodePageLabel(codePage)).toBe(label);
  expect(() => new TextDecoder(ansiCodePageLabel(codePage))).not.toThrow();
});
