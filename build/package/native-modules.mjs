// The native modules of one system and processor, laid out as the package wants them.
// Protects: a package holds the binaries of its own system, and none of another.
import fs from 'node:fs';
import path from 'node:path';
import { prepareWindowsTools, windowsFolder } from '../offline/windows-tools.mjs';
import { npm, unpackPackage } from '../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, log, modulesFolder, pinned, projectFolder } from '../scripts/setup/project.mjs';

/** @typedef {{ platform: 'linux' | 'win32', arch: 'x64' | 'arm64' }} System */

const addOn = 'registry-js/build/Release/registry.node';

/** The names of the files that a package of the system must hold unpacked, and no other native ones. @param {System} system */
export function nativeFiles({ platform, arch }) {
  const koffi = `node_modules/@koromix/koffi-${platform}-${arch}/${platform}_${arch}/koffi.node`;
  return platform === 'win32' ? [koffi, `node_modules/${addOn}`] : [koffi];
}

/** @param {System} system @returns {Promise<string>} a folder that holds `node_modules` with the native ones alone */
export async function prepareNativeModules(system) {
  const folder = path.join(cacheFolder, 'package', `${system.platform}-${system.arch}`);
  const target = path.join(folder, 'node_modules');
  fs.rmSync(folder, { recursive: true, force: true });
  const koffi = `@koromix/koffi-${system.platform}-${system.arch}`;
  const installed = path.join(modulesFolder, koffi);
  if (fs.existsSync(installed)) fs.cpSync(installed, path.join(target, koffi), { recursive: true });
  else await unpackPackage(pinned(koffi), path.join(target, koffi));
  if (system.platform === 'win32') fs.cpSync(await registryAddOn(system), path.join(target, addOn));
  const missing = nativeFiles(system).filter((name) => !fs.existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new SetupError(`native modules are missing: ${missing.join(', ')}`);
  return folder;
}

/** @param {System} system */
async function registryAddOn({ arch }) {
  if (process.platform === 'linux') {
    // Compiled for the Windows suite, against node.exe: good for tests of the package, not for a release.
    await prepareWindowsTools();
    return path.join(windowsFolder, 'node_modules', addOn);
  }
  if (arch === process.arch) return path.join(modulesFolder, addOn);
  log(`fetching registry-js for ${arch}`);
  const copy = path.join(cacheFolder, 'package', `registry-js-${arch}`, 'registry-js');
  const isSource = (/** @type {string} */ name) => path.basename(name) !== 'build';
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(path.join(modulesFolder, 'registry-js'), copy, { recursive: true, filter: isSource });
  const options = ['--runtime', 'napi', '--platform', 'win32', '--arch', arch];
  const { code } = await npm(['exec', '--prefix', projectFolder, '--', 'prebuild-install', ...options], { cwd: copy });
  if (code !== 0) throw new SetupError(`registry-js for ${arch} could not be fetched`);
  return path.join(copy, '..', addOn);
}
