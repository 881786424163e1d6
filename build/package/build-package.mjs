// Builds the program and packages it.
// Protects: an Electron that is not the official one never ends up in something called a release.
import fs from 'node:fs';
import path from 'node:path';
import { buildApplication } from '../scripts/setup/application.mjs';
import { prepareDependencies } from '../scripts/setup/dependencies.mjs';
import { prepareElectron } from '../scripts/setup/electron-runtime.mjs';
import { SetupError, cacheFolder, projectFolder, say } from '../scripts/setup/project.mjs';
import { run } from '../scripts/setup/run.mjs';
import { configuration } from './configuration.mjs';
import { artifact, makeInstaller, requireReleaseNsis } from './installer.mjs';
import { writeLicences } from './licences.mjs';
import { nativeFiles, prepareNativeModules } from './native-modules.mjs';
import { prepareStandIn } from '../offline/stand-in.mjs';
import { writeZip } from './zip.mjs';

export const releaseFolder = path.join(projectFolder, 'dist', 'release');
export const developmentFolder = path.join(projectFolder, 'dist', 'not-a-release');
/** Windows packages around the stand-in for Electron. */
export const standInOutput = path.join(developmentFolder, 'windows');

/** An Electron put together for development carries this file (build/offline/electron-fallback.mjs).
 * @param {string} folder */
export function isDevelopmentElectron(folder) {
  return fs.existsSync(path.join(folder, 'fallback.json'));
}

/** @typedef {import('./native-modules.mjs').System} System */

/** @type {System} */
export const thisSystem = {
  platform: process.platform === 'win32' ? 'win32' : 'linux',
  arch: process.arch === 'arm64' ? 'arm64' : 'x64',
};

/**
 * Everything that is handed out: on Windows an installer and a .zip for both processors, on Linux a folder and an archive.
 * On Linux (x64) installer and .zip for Windows are made as well, around a stand-in for Electron: for tests.
 * @returns {Promise<{ output: string, isRelease: boolean }>}
 */
export async function buildAll() {
  const { output, isRelease } = await preparePackage();
  if (process.platform === 'win32') {
    // Before anything lies in the folder for releases.
    if (isRelease) await requireReleaseNsis();
    for (const arch of /** @type {const} */ (['x64', 'arm64']))
      await windowsPackages(await buildFolder({ platform: 'win32', arch }, output), output, arch, isRelease);
    return { output, isRelease };
  }
  await archive(await buildFolder(thisSystem, output), output);
  if (thisSystem.arch === 'x64')
    await windowsPackages(await buildFolder({ platform: 'win32', arch: 'x64' }, output), standInOutput, 'x64', false);
  return { output, isRelease };
}

/** Installer and .zip of an unpacked program for Windows.
 * @param {string} folder @param {string} output @param {System['arch']} arch @param {boolean} isRelease */
export async function windowsPackages(folder, output, arch, isRelease) {
  const installer = await makeInstaller(folder, output, arch, isRelease);
  return { installer, zip: await writeZip(folder, artifact(output, arch, '.zip')) };
}

/** The Windows installer around a stand-in for Electron, for the Windows suite.
 * @returns {Promise<string>} */
export async function standInInstaller() {
  if (!(await buildApplication())) throw new SetupError('the program could not be built (see above)');
  const system = /** @type {const} */ ({ platform: 'win32', arch: 'x64' });
  return makeInstaller(await buildFolder(system, developmentFolder), standInOutput, system.arch, false);
}

/** Empties the folder for packages.
 * @returns {Promise<{ output: string, isRelease: boolean }>} */
export async function preparePackage() {
  await prepareDependencies();
  const electron = await prepareElectron();
  if (!(await buildApplication())) throw new SetupError('the program could not be built (see above)');
  const isRelease = electron.source === 'official' && !isDevelopmentElectron(path.dirname(electron.executable));
  const output = isRelease ? releaseFolder : developmentFolder;
  fs.rmSync(output, { recursive: true, force: true });
  return { output, isRelease };
}

/**
 * @param {System} system
 * @param {string} output
 * @returns {Promise<string>} the unpacked program
 */
export async function buildFolder(system, output) {
  const { version, executable } = await prepareElectron();
  const electron = path.dirname(executable);
  // Of another processor, electron-builder fetches the official one.
  const isOwn = system.platform === thisSystem.platform && system.arch === thisSystem.arch;
  const isStandIn = system.platform === 'win32' && process.platform !== 'win32';
  const licences = path.join(cacheFolder, 'package', `licences-${system.platform}.txt`);
  say(`licence texts of ${writeLicences(licences, system.platform)} modules`);
  const config = configuration({
    output: isStandIn ? standInOutput : output,
    electronVersion: version,
    electronDist: isStandIn ? await prepareStandIn(electron, version) : isOwn ? electron : null,
    licences,
    platform: system.platform,
    natives: await prepareNativeModules(system),
    nativeParts: [
      ...nativeFiles(system).map((name) => name.replace('node_modules/', '')),
      '@koromix/*/{package.json,*.js}',
    ],
  });
  // What was made from an older folder would no longer be the same program.
  for (const ending of /** @type {const} */ (['-setup.exe', '.zip'])) {
    if (system.platform === 'win32')
      fs.rmSync(artifact(config.directories?.output ?? output, system.arch, ending), { force: true });
  }
  const { Arch, Platform, build } = await import('electron-builder');
  const platform = system.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  await build({
    targets: platform.createTarget(['dir'], Arch[system.arch]),
    config,
    projectDir: projectFolder,
    publish: 'never',
  });
  const folder = unpackedFolder(config.directories?.output ?? output, system);
  if (folder === null) throw new SetupError(`nothing was packaged into ${output}`);
  return folder;
}

/** The unpacked folder as one file; electron-builder would download a program for that.
 * @param {string} folder @param {string} output */
async function archive(folder, output) {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  const file = path.join(output, `${name}-${version}-${process.platform}-${process.arch}.tar.gz`);
  const args = ['-C', path.dirname(folder), '--owner=0', '--group=0', '-czf', file, path.basename(folder)];
  const { code } = await run('tar', args);
  if (code !== 0) throw new SetupError(`tar could not write ${file}`);
}

/** The folder with the unpacked program, as electron-builder names it: win-unpacked, win-arm64-unpacked, linux-unpacked.
 * @param {string} output @param {System} system */
export function unpackedFolder(output, { platform, arch }) {
  const folder = path.join(
    output,
    `${platform === 'win32' ? 'win' : 'linux'}${arch === 'x64' ? '' : `-${arch}`}-unpacked`,
  );
  return fs.existsSync(folder) ? folder : null;
}
