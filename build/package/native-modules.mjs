// The native modules of one system and processor, laid out as the package wants them.
// Protects: a package holds the binaries of its own system, and none of another.
import fs from 'node:fs';
import path from 'node:path';
import { npm, unpackPackage } from '../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, projectFolder, say } from '../scripts/setup/project.mjs';
import { prepareWindowsTools, windowsFolder } from '../offline/windows-tools.mjs';

/** @typedef {{ platform: 'linux' | 'win32', arch: 'x64' | 'arm64' }} System */

const modules = path.join(projectFolder, 'node_modules');
const addOn = path.join('registry-js', 'build', 'Release', 'registry.node');

/** The names of the files that a package of the system must hold unpacked, and no other native ones.
 * @param {System} system */
export function nativeFiles({ platform, arch }) {
  const koffi = `node_modules/@koromix/koffi-${platform}-${arch}/${platform}_${arch}/koffi.node`;
  return platform === 'win32' ? [koffi, `node_modules/${addOn.replaceAll(path.sep, '/')}`] : [koffi];
}

/** @param {System} system @returns {Promise<string>} a folder that holds `node_modules` with the native ones alone */
export async function prepareNativeModules(system) {
  const folder = path.join(cacheFolder, 'package', `${system.platform}-${system.arch}`);
  fs.rmSync(folder, { recursive: true, force: true });
  await placeKoffi(system, path.join(folder, 'node_modules'));
  if (system.platform === 'win32') {
    const target = path.join(folder, 'node_modules', addOn);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(await registryAddOn(system), target);
  }
  const missing = nativeFiles(system).filter((name) => !fs.existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new SetupError(`native modules are missing: ${missing.join(', ')}`);
  return folder;
}

/** @param {System} system @param {string} target */
async function placeKoffi({ platform, arch }, target) {
  const name = `@koromix/koffi-${platform}-${arch}`;
  const folder = path.join(target, ...name.split('/'));
  const installed = path.join(modules, ...name.split('/'));
  if (fs.existsSync(installed)) {
    fs.cpSync(installed, folder, { recursive: true });
    return;
  }
  const { version, integrity } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package-lock.json'), 'utf8'))
    .packages[`node_modules/${name}`];
  await unpackPackage(`${name}@${version}`, integrity, folder);
}

/** @param {System} system */
async function registryAddOn({ arch }) {
  if (process.platform === 'linux') {
    // Compiled for the Windows suite, against node.exe: good for tests of the package, not for a release.
    if (arch !== 'x64') throw new SetupError('registry-js for Windows on ARM is fetched on Windows only');
    await prepareWindowsTools();
    return path.join(windowsFolder, 'node_modules', addOn);
  }
  if (arch === process.arch) return path.join(modules, addOn);
  say(`fetching registry-js for ${arch}`);
  const copy = path.join(cacheFolder, 'package', `registry-js-${arch}`);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(path.join(modules, 'registry-js'), copy, {
    recursive: true,
    filter: (name) => path.basename(name) !== 'build',
  });
  const { code } = await npm(
    [
      'exec',
      '--prefix',
      projectFolder,
      '--',
      'prebuild-install',
      '--runtime',
      'napi',
      '--platform',
      'win32',
      '--arch',
      arch,
    ],
    { cwd: copy },
  );
  if (code !== 0) throw new SetupError(`registry-js for ${arch} could not be fetched`);
  return path.join(copy, 'build', 'Release', 'registry.node');
}
