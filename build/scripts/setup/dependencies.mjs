// Brings node_modules to what package-lock.json says, and does nothing when it is there already.
import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { SetupError, projectFolder, say } from './project.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} version
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

export async function prepareDependencies() {
  if (!isInstalled()) {
    say('installing the npm packages of package-lock.json');
    const result = await npm([
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (result.code !== 0) throw new SetupError('npm ci failed (see above)');
  }
  if (process.platform === 'win32') await prepareRegistryAddon();
}

/** npm's own record of what it put into node_modules, against what package-lock.json asks for here. */
export function isInstalled() {
  const wanted = readPackages(path.join(projectFolder, 'package-lock.json'));
  const installed = readPackages(path.join(projectFolder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or cannot be read');
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = installed[name];
    if (found === undefined) return entry.optional === true && !isMadeForThisSystem(entry);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** An optional package that names no system is a part of one for another system.
 * @param {LockedPackage} entry */
function isMadeForThisSystem({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false;
  // A libc is not told apart here: a package that npm left out for it is no reason to install again.
  return libc === undefined && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

/** Install scripts are switched off for the project; this add-on is the one that needs its own. */
async function prepareRegistryAddon() {
  const addon = path.join(projectFolder, 'node_modules', 'registry-js', 'build', 'Release', 'registry.node');
  if (fs.existsSync(addon)) return;
  say('fetching or building the registry add-on (registry-js)');
  const result = await npm(['rebuild', 'registry-js', '--ignore-scripts=false', '--foreground-scripts']);
  if (result.code !== 0 || !fs.existsSync(addon)) {
    throw new SetupError(
      'the registry add-on could be neither downloaded nor built; building it needs Python 3 and the C++ tools of Visual Studio',
    );
  }
}
