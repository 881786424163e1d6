// The licence texts of what is shipped: modules that are packaged, and those that are bundled into out/.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, projectFolder } from '../scripts/setup/project.mjs';
import { shippedModules } from './configuration.mjs';

/** What the bundles start from; their dependencies follow. */
const bundled = [
  '@xmldom/xmldom',
  'electron-log',
  'zod',
  '@fluentui/react-components',
  '@fluentui/react-icons',
  'i18next',
  'react',
  'react-dom',
  'react-i18next',
  'uplot',
];
const modules = path.join(projectFolder, 'node_modules');

/** Writes one file with all texts. A module without any word about its licence stops the packaging.
 * @param {string} file @param {import('./native-modules.mjs').System['platform']} platform */
export function writeLicences(file, platform) {
  const names = closure([...bundled, ...shippedModules(platform).filter((name) => !name.startsWith('@koromix'))]);
  const parts = names.map(licenceOf);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${parts.join(`\n${'-'.repeat(80)}\n\n`)}\n`);
  return names.length;
}

/** @param {readonly string[]} roots */
function closure(roots) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    // Modules for building native code, or for types, are not shipped.
    if (found.has(name) || name.startsWith('@types/') || name === 'prebuild-install' || name === 'node-addon-api')
      continue;
    const manifest = manifestOf(name);
    if (manifest === null) continue;
    found.add(name);
    open.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return [...found].sort();
}

/** @param {string} name */
function manifestOf(name) {
  const file = path.join(modules, ...name.split('/'), 'package.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
}

/** @param {string} name */
function licenceOf(name) {
  const folder = path.join(modules, ...name.split('/'));
  const { version, license } = manifestOf(name);
  const file = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/iu.test(entry));
  if (typeof license !== 'string' && file === undefined) throw new SetupError(`${name} says nothing about its licence`);
  const text =
    file === undefined
      ? `Licence: ${license} (no text in the package)`
      : fs.readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
