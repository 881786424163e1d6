// The license texts of what is shipped: modules that are packaged, and those that are bundled into out/.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, modulesFolder, parseJson } from '../scripts/setup/project.mjs';
import { shippedModules } from './configuration.mjs';

/** What the bundles start from; their dependencies follow. */
const bundled = [
  ...['@xmldom/xmldom', 'electron-log', 'zod', '@fluentui/react-components', '@fluentui/react-icons'],
  ...['i18next', 'react', 'react-dom', 'react-i18next', 'uplot'],
];
/** For building native code: not shipped. Nor are types. */
const forBuilding = ['prebuild-install', 'node-addon-api'];

/**
 * Writes one file with all texts. A module without any word about its license stops the packaging.
 * @param {string} file @param {import('./native-modules.mjs').System['platform']} platform
 */
export function writeLicenses(file, platform) {
  const names = closure([...bundled, ...shippedModules(platform).filter((name) => !name.startsWith('@koromix'))]);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${names.map(licenseOf).join(`\n${'-'.repeat(80)}\n\n`)}\n`);
  return names.length;
}

/** @param {readonly string[]} roots */
function closure(roots) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || name.startsWith('@types/') || forBuilding.includes(name)) continue;
    const manifest = manifestOf(name);
    if (manifest === null) continue;
    found.add(name);
    open.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return [...found].sort();
}

/** @param {string} name */
function manifestOf(name) {
  const file = path.join(modulesFolder, name, 'package.json');
  if (!fs.existsSync(file)) return null;
  const manifest = parseJson(fs.readFileSync(file, 'utf8'));
  return /** @type {{ version: string, license?: unknown, dependencies?: Record<string, string> }} */ (manifest);
}

/** @param {string} name */
function licenseOf(name) {
  const folder = path.join(modulesFolder, name);
  const { version, license } = manifestOf(name) ?? {};
  const named = typeof license === 'string' ? license : null;
  const file = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/iu.test(entry));
  if (named === null && file === undefined) throw new SetupError(`${name} says nothing about its license`);
  const text = file && fs.readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${named ?? 'see below'})\n\n${text ?? `License: ${named} (no text in the package)`}\n`;
}
