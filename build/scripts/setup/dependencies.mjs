// Brings node_modules to what package-lock.json says, and does nothing when it is there already.
import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { SetupError, log, modulesFolder, projectFolder, readLock } from './project.mjs';

export async function prepareDependencies() {
  if (!isInstalled()) {
    log('installing the npm packages of package-lock.json');
    const { code } = await npm(['ci', '--ignore-scripts', '--include=dev']);
    if (code !== 0) throw new SetupError('npm ci failed (see above)');
  }
  if (process.platform === 'win32') await prepareRegistryAddOn();
}

/** npm's own record of what it put into node_modules, against what package-lock.json asks for here. */
function isInstalled() {
  const wanted = readLock(path.join(projectFolder, 'package-lock.json'));
  const installed = readLock(path.join(modulesFolder, '.package-lock.json'));
  if (wanted === null) throw new SetupError('package-lock.json is missing or cannot be read');
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return installed !== null;
    const found = installed?.[name];
    if (found === undefined) return entry.optional === true && !isMadeForThisSystem(entry);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** An optional package that names no system is a part of one for another system. @param {import('./project.mjs').LockedPackage} entry */
function isMadeForThisSystem({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false;
  // A libc is not told apart here: a package that npm left out for it is no reason to install again.
  return libc === undefined && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

/** Install scripts are switched off for the project; this add-on is the one that needs its own. */
async function prepareRegistryAddOn() {
  const addOn = path.join(modulesFolder, 'registry-js', 'build', 'Release', 'registry.node');
  if (fs.existsSync(addOn)) return;
  log('fetching or building the registry add-on (registry-js)');
  const { code } = await npm(['rebuild', 'registry-js', '--ignore-scripts=false', '--foreground-scripts']);
  if (code === 0 && fs.existsSync(addOn)) return;
  const needs = 'building it needs Python 3 and the C++ tools of Visual Studio';
  throw new SetupError(`the registry add-on could be neither downloaded nor built; ${needs}`);
}
