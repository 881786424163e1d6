// Two linters share the rules: none that typescript-eslint recommends is lost between them.
import fs from 'node:fs';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import eslintConfig from '../../eslint.config.js';
import { parseJson, projectFolder } from './setup/project.mjs';

/** @param {readonly { rules?: Partial<Record<string, unknown>> | undefined }[]} configs */
const rulesOf = (configs) =>
  configs.flatMap(({ rules = {} }) =>
    Object.entries(rules).flatMap(([name, level]) => (level === 'off' ? [] : [name])),
  );

it('leaves no strict rule of typescript-eslint to neither linter', () => {
  const text = fs.readFileSync(path.join(projectFolder, '.oxlintrc.json'), 'utf8');
  const { rules } = /** @type {{ rules: Record<string, unknown> }} */ (parseJson(text));
  // What both ESLint and typescript-eslint have, oxlint has once.
  const inOxlint = new Set(Object.keys(rules).map((name) => name.split('/').at(-1)));
  const inEslint = new Set(rulesOf(eslintConfig));
  const wanted = rulesOf(tseslint.configs.strictTypeChecked);
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((name) => !inEslint.has(name) && !inOxlint.has(name.split('/').at(-1) ?? ''))).toEqual([]);
});
