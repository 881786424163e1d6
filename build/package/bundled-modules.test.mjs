import { expect, it } from 'vitest';
import { packageFolder } from './bundled-modules.mjs';

it.each([
  ['/home/a/wizard/node_modules/react/index.js', 'node_modules/react'],
  ['C:\\wizard\\node_modules\\@fluentui\\react-tabs\\lib\\index.js', 'node_modules/@fluentui/react-tabs'],
  ['\0/w/node_modules/react/cjs/react.js?commonjs-module', 'node_modules/react'],
  ['/w/node_modules/a/node_modules/@b/c/lib/d.js', 'node_modules/a/node_modules/@b/c'],
  ['/w/renderer/main.tsx', undefined],
])('finds the package of %s', (file, folder) => {
  expect(packageFolder(file)).toBe(folder);
});
