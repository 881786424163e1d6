// The license texts of what is shipped: modules that are packaged, and those that are bundled into out/.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, parseJson, projectFolder } from '../scripts/setup/project.mjs';
import { bundledModules } from './bundled-modules.mjs';
import { shippedModules } from './configuration.mjs';

/** For building native code: not shipped. */
const forBuilding = ['prebuild-install', 'node-addon-api'];

/**
 * Writes one file with all texts. A module without any word about its license stops the packaging.
 * @param {string} file @param {import('./native-modules.mjs').System['platform']} platform
 */
export function writeLicenses(file, platform) {
  const folders = licensedFolders(platform);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${folders.map(licenseOf).join(`\n${'-'.repeat(80)}\n\n`)}\n`);
  return folders.length;
}

/**
 * What is shipped of node_modules, as folders relative to the project: what the bundles hold, and what is packaged
 * beside them. The binaries of koffi are under its license.
 * @param {import('./native-modules.mjs').System['platform']} platform
 */
export function licensedFolders(platform) {
  const packaged = shippedModules(platform).filter((name) => !name.startsWith('@koromix'));
  return [...new Set([...bundledModules(), ...packaged.flatMap((name) => withDependencies(name))])].sort();
}

/** @param {string} name @returns {string[]} */
function withDependencies(name) {
  const folder = `node_modules/${name}`;
  const names = Object.keys(manifestOf(folder).dependencies ?? {}).filter((entry) => !forBuilding.includes(entry));
  return [folder, ...names.flatMap(withDependencies)];
}

/** The manifest of a package. @param {string} folder relative to the project */
export function manifestOf(folder) {
  const manifest = parseJson(fs.readFileSync(path.join(projectFolder, folder, 'package.json'), 'utf8'));
  return /** @type {{ name: string, version: string, license?: unknown, dependencies?: Record<string, string> }} */ (
    manifest
  );
}

/** @param {string} folder relative to the project */
function licenseOf(folder) {
  const absolute = path.join(projectFolder, folder);
  const { name, version, license } = manifestOf(folder);
  const named = typeof license === 'string' ? license : null;
  const file = fs.readdirSync(absolute).find((entry) => /^(licen[cs]e|copying)(\.|$)/iu.test(entry));
  if (named === null && file === undefined) throw new SetupError(`${name} says nothing about its license`);
  const text = file && fs.readFileSync(path.join(absolute, file), 'utf8').trim();
  return `${name} ${version} (${named ?? 'see below'})\n\n${text ?? `License: ${named} (no text in the package)`}\n`;
}
