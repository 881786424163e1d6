// Builds the program and packages it.
// Protects: an Electron that is not the official one never ends up in something called a release.
import fs from 'node:fs';
import path from 'node:path';
import { hasStandIn, prepareStandIn } from '../offline/stand-in.mjs';
import { buildApplication } from '../scripts/setup/application.mjs';
import { prepareDependencies } from '../scripts/setup/dependencies.mjs';
import { prepareElectron } from '../scripts/setup/electron.mjs';
import { SetupError, cacheFolder, log, ownPackage, projectFolder } from '../scripts/setup/project.mjs';
import { runOrThrow } from '../scripts/setup/run.mjs';
import { prepareCollector } from './collector.mjs';
import { configuration } from './configuration.mjs';
import { artifact, makeInstaller, requireReleaseNsis } from './installer.mjs';
import { writeInventory, writeSums } from './inventory.mjs';
import { writeLicenses } from './licenses.mjs';
import { nativeFiles, prepareNativeModules } from './native-modules.mjs';
import { signFolder, signerOf } from './signing.mjs';
import { writeWinget } from './winget.mjs';
import { writeZip } from './zip.mjs';

/** @typedef {import('./native-modules.mjs').System} System */

export const releaseFolder = path.join(projectFolder, 'dist', 'release');
export const developmentFolder = path.join(projectFolder, 'dist', 'not-a-release');
/** Windows packages around the stand-in for Electron. */
export const standInOutput = path.join(developmentFolder, 'windows');

/** @type {System} */
export const thisSystem = {
  platform: process.platform === 'win32' ? 'win32' : 'linux',
  arch: process.arch === 'arm64' ? 'arm64' : 'x64',
};
/** @type {System} */
export const standInSystem = { platform: 'win32', arch: 'x64' };

/** An Electron put together for development carries this file (build/offline). @param {string} folder */
export function isDevelopmentElectron(folder) {
  return fs.existsSync(path.join(folder, 'fallback.json'));
}

/**
 * Everything that is handed out: on Windows an installer and a .zip for both processors, on Linux a folder and an archive.
 * Where there is a stand-in, installer and .zip for Windows are made around it as well: for tests.
 * @returns {Promise<{ output: string, isRelease: boolean }>}
 */
export async function buildAll() {
  const { output, isRelease } = await preparePackage();
  const { version: electron } = await prepareElectron();
  if (process.platform === 'win32') {
    // Before anything lies in the folder for releases.
    if (isRelease) await requireReleaseNsis();
    for (const arch of /** @type {const} */ (['x64', 'arm64'])) {
      await windowsPackages(await buildFolder({ platform: 'win32', arch }, output), output, arch, isRelease);
      await writeInventory(output, { platform: 'win32', arch }, electron);
    }
  } else {
    await archive(await buildFolder(thisSystem, output), output);
    await writeInventory(output, thisSystem, electron);
  }
  const address = process.env.EPW_RELEASE_URL;
  if (isRelease && address !== undefined) await writeWinget(path.join(output, 'winget'), installersIn(output), address);
  writeSums(output);
  if (hasStandIn) {
    await windowsPackages(await buildFolder(standInSystem, output), standInOutput, standInSystem.arch, false);
    await writeInventory(standInOutput, standInSystem, electron);
    writeSums(standInOutput);
  }
  return { output, isRelease };
}

/**
 * Installer and .zip of an unpacked program for Windows.
 * @param {string} folder @param {string} output @param {System['arch']} arch @param {boolean} isRelease
 */
export async function windowsPackages(folder, output, arch, isRelease) {
  const signer = signerOf();
  await makeInstaller(folder, output, arch, isRelease, signer);
  await writeZip(folder, artifact(output, arch, '.zip', signer !== null));
}

/** The Windows installer around a stand-in for Electron, for the Windows suite. @returns {Promise<string>} */
export async function standInInstaller() {
  await buildApplication();
  const folder = await buildFolder(standInSystem, developmentFolder);
  return makeInstaller(folder, standInOutput, standInSystem.arch, false);
}

/** Empties the folder for packages. @returns {Promise<{ output: string, isRelease: boolean }>} */
export async function preparePackage() {
  await prepareDependencies();
  const electron = await prepareElectron();
  await buildApplication();
  const isRelease = electron.source === 'official' && !isDevelopmentElectron(path.dirname(electron.executable));
  const output = isRelease ? releaseFolder : developmentFolder;
  fs.rmSync(output, { recursive: true, force: true });
  return { output, isRelease };
}

/** @param {System} system @param {string} wanted output folder @returns {Promise<string>} the unpacked program */
export async function buildFolder(system, wanted) {
  const { version, executable } = await prepareElectron();
  const electron = path.dirname(executable);
  const isStandIn = system.platform === 'win32' && hasStandIn;
  const output = isStandIn ? standInOutput : wanted;
  // Of another processor, electron-builder fetches the official one.
  const isOwn = system.platform === thisSystem.platform && system.arch === thisSystem.arch;
  const licenses = path.join(cacheFolder, 'package', `licenses-${system.platform}.txt`);
  log(`license texts of ${writeLicenses(licenses, system.platform)} modules`);
  const config = configuration({
    output,
    electronVersion: version,
    electronDist: isStandIn ? await prepareStandIn(electron, version) : isOwn ? electron : null,
    licenses,
    collector: await prepareCollector(),
    platform: system.platform,
    natives: await prepareNativeModules(system),
    nativeParts: [
      ...nativeFiles(system).map((name) => name.replace('node_modules/', '')),
      '@koromix/*/{package.json,*.js}',
    ],
  });
  // What was made from an older folder would no longer be the same program.
  if (system.platform === 'win32') {
    for (const file of artifactsOf(output, system.arch)) fs.rmSync(file, { force: true });
  }
  const { Arch, Platform, build } = await import('electron-builder');
  const platform = system.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  const targets = platform.createTarget(['dir'], Arch[system.arch]);
  await build({ targets, config, projectDir: projectFolder, publish: 'never' });
  const folder = unpackedFolder(output, system);
  if (folder === null) throw new SetupError(`nothing was packaged into ${output}`);
  const signer = system.platform === 'win32' ? signerOf() : null;
  // After the fuses, the icon and the hash of the archive were written into the executable.
  if (signer !== null) await signFolder(signer, folder);
  return folder;
}

/** @param {string} output */
function installersIn(output) {
  return /** @type {const} */ (['x64', 'arm64']).map((arch) => ({
    arch,
    file: artifact(output, arch, '-setup.exe', signerOf() !== null),
  }));
}

/** Installer and .zip under both of their names. @param {string} output @param {System['arch']} arch */
function artifactsOf(output, arch) {
  return [true, false].flatMap((isSigned) => [
    artifact(output, arch, '-setup.exe', isSigned),
    artifact(output, arch, '.zip', isSigned),
  ]);
}

/** The unpacked folder as one file; electron-builder would download a program for that. @param {string} folder @param {string} output */
async function archive(folder, output) {
  const { name, version } = ownPackage();
  const file = path.join(output, `${name}-${version}-${process.platform}-${process.arch}.tar.gz`);
  await runOrThrow('tar', ['-C', path.dirname(folder), '--owner=0', '--group=0', '-czf', file, path.basename(folder)]);
}

/**
 * The folder with the unpacked program, as electron-builder names it: win-unpacked, win-arm64-unpacked, linux-unpacked.
 * @param {string} output @param {System} system
 */
export function unpackedFolder(output, { platform, arch }) {
  const name = `${platform === 'win32' ? 'win' : 'linux'}${arch === 'x64' ? '' : `-${arch}`}-unpacked`;
  const folder = path.join(output, name);
  return fs.existsSync(folder) ? folder : null;
}
