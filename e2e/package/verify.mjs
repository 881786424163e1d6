// `npm run verify:package`: reads back what was packaged, and starts it. Without a package it builds the one for this
// system first.
import '../../build/scripts/setup/plain-folder.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasStandIn } from '../../build/offline/stand-in.mjs';
import { prepareSystemPackages } from '../../build/offline/system-packages.mjs';
import * as packages from '../../build/package/build-package.mjs';
import { artifact, makeInstaller } from '../../build/package/installer.mjs';
import { versionOfInstaller, versionProblem } from '../../build/package/nsis.mjs';
import { sha256Of, sumsName, sumsProblems, writeSums } from '../../build/package/inventory.mjs';
import { carriesSignature } from '../../build/package/signing.mjs';
import { zipProblems } from '../../build/package/zip.mjs';
import { prepareElectron } from '../../build/scripts/setup/electron.mjs';
import { hasDisplay } from '../../build/scripts/setup/environment.mjs';
import { SetupError, endAsFailure, fail, log } from '../../build/scripts/setup/project.mjs';
import * as collector from './collector-trial.mjs';
import * as inspection from './inspection.mjs';
import * as inventory from './inventory-inspection.mjs';
import * as signing from './signing-trial.mjs';
import * as trial from './trial.mjs';
import * as windows from './windows-inspection.mjs';

/** @typedef {import('../../build/package/native-modules.mjs').System} System */
/** @typedef {[title: string, check: () => Promise<string[]> | string[]]} Check */

const { releaseFolder, developmentFolder, standInOutput, standInSystem, thisSystem } = packages;

/** @returns {Promise<import('../../build/scripts/test/reports.mjs').Counts>} */
export async function verifyPackage({ rebuild = false } = {}) {
  const made = rebuild ? undefined : [releaseFolder, developmentFolder].find((folder) => fs.existsSync(folder));
  const output = made ?? (await packages.preparePackage()).output;
  if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
  const own = packages.unpackedFolder(output, thisSystem) ?? (await packages.buildFolder(thisSystem, output));
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-package-'));
  const counts = { passed: 0, failed: 0 };
  try {
    await verify(own, thisSystem, [...startsOf(own, userData), ...repeatsOf(own)], counts);
    if (hasStandIn) {
      const folder = packages.unpackedFolder(standInOutput, standInSystem);
      await verify(folder ?? (await packages.buildFolder(standInSystem, output)), standInSystem, [], counts);
    }
  } finally {
    // Windows keeps what ended programs held for a moment longer.
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  const isRelease = output === releaseFolder;
  log(isRelease ? 'verified: a release' : 'verified: NOT a release (made with the Electron for development)');
  const skips = [
    ['win32', 'a worker connects', 'the channel is a named pipe there, which only the window makes'],
    ['linux', 'the package for Windows', 'there is no stand-in for Electron here (build/offline)'],
  ].filter(([platform]) => platform === process.platform && !(platform === 'linux' && hasStandIn));
  return { ...counts, skipped: skips.map(([, name = '', reason = '']) => ({ name, reason })) };
}

/**
 * Runs every check of one package, and counts them.
 * @param {string} folder @param {System} system @param {readonly Check[]} more @param {{ passed: number, failed: number }} counts
 */
async function verify(folder, system, more, counts) {
  const onWindows =
    system.platform === 'win32' ? [...checksOfExecutable(folder), ...(await checksOfHandedOut(folder, system))] : [];
  const { version: electron } = await prepareElectron();
  console.log(`\n${system.platform} ${system.arch}: ${folder}`);
  for (const [title, check] of [...checksOf(folder, system, electron), ...more, ...onWindows]) {
    const problems = await check();
    console.log(`${problems.length === 0 ? 'passed' : 'FAILED'}  ${title}`);
    for (const problem of problems) console.log(`        ${problem}`);
    counts[problems.length === 0 ? 'passed' : 'failed'] += 1;
  }
  for (const line of await inspection.sizeLines(folder)) console.log(line);
}

/** @param {string} folder @param {System} system @param {string} electron its version @returns {Check[]} */
function checksOf(folder, system, electron) {
  const isMisnamed = () => folder.startsWith(releaseFolder) && packages.isDevelopmentElectron(folder);
  return [
    ['an Electron for development is not called a release', () => (isMisnamed() ? [folder] : [])],
    ['fuses', () => inspection.fuseProblems(folder, system)],
    ['archive: contents and integrity', () => inspection.archiveProblems(folder, system)],
    ['what the program imports is in the archive', () => inspection.importProblems(folder, system)],
    ['native modules of this system alone', () => inspection.nativeProblems(folder, system)],
    ['license texts', () => inspection.missingFiles(folder)],
    [
      'the collector is the script of this version, signed as the program is',
      () => collector.collectorProblems(folder, system),
    ],
    ['inventory: what is shipped, and no more', () => inventory.inventoryProblems(folder, system, electron)],
  ];
}

/** @param {string} folder @param {string} userData @returns {Check[]} */
function startsOf(folder, userData) {
  /** @type {Check[]} */
  const onLinux = [
    // On Windows the channel is a named pipe that only the window makes.
    ['a worker connects, or is refused', () => trial.workerProblems(folder, userData)],
    [
      'the collector is handed out as it was signed, and not once it was changed',
      () => collector.signedCollectorProblems(folder, userData),
    ],
    // The scripts and the display are those of Linux.
    ['switches of Chromium and Node do not act', () => trial.switchProblems(folder, userData)],
  ];
  return [
    ['the collector is handed out as it was packaged', () => collector.handedOutProblems(folder, userData)],
    ['status --json without a display', () => trial.commandLineProblems(folder, userData)],
    ...(process.platform === 'win32' ? [] : onLinux),
    ['main process, preload and page start', () => trial.windowProblems(folder, userData)],
    ['a measurement loads the native modules', () => trial.nativeModuleProblems(folder, userData)],
  ];
}

/** @param {string} folder @returns {Check[]} */
function repeatsOf(folder) {
  return [
    ['a second build in another folder makes the same bundles', () => inventory.secondBuildProblems()],
    ['a second package holds the same app.asar', () => archiveChange(folder)],
  ];
}

/** @param {string} folder */
async function archiveChange(folder) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-second-package-'));
  try {
    const [one, other] = [folder, await packages.buildFolder(thisSystem, output)].map((made) =>
      sha256Of(path.join(made, 'resources', 'app.asar')),
    );
    return one === other ? [] : [`${one} the first time, ${other} the second`];
  } finally {
    fs.rmSync(output, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {Check[]} */
function checksOfExecutable(folder) {
  return [
    ['manifest: asks for no rights', () => windows.manifestProblems(folder)],
    ['version strings', () => windows.versionProblems(folder)],
    ['icon in all sizes', () => windows.iconProblems(folder)],
    ['hash of the archive in the executable', () => windows.integrityProblems(folder)],
  ];
}

/**
 * Installer and .zip, which are made where they are missing.
 * @param {string} folder @param {System} system @returns {Promise<Check[]>}
 */
async function checksOfHandedOut(folder, { arch }) {
  const isRelease = folder.startsWith(releaseFolder);
  const output = path.dirname(folder);
  const isSigned = carriesSignature(inspection.executableIn(folder, 'win32'));
  const installer = artifact(output, arch, '-setup.exe', isSigned);
  const zip = artifact(output, arch, '.zip', isSigned);
  if (![installer, zip, path.join(output, sumsName)].every((file) => fs.existsSync(file))) {
    await packages.windowsPackages(folder, output, arch, isRelease);
    writeSums(output);
  }
  /** @type {Check[]} */
  const onLinux =
    process.platform === 'linux'
      ? [['signed by a certificate of the test: every signature holds', () => signing.signingProblems(folder)]]
      : [];
  const madeBy = 'the installer names the NSIS that made it; a release is made by one without known holes';
  return [
    [madeBy, async () => installerProblems(await versionOfInstaller(installer), isRelease)],
    ['no installer of an older NSIS is called a release', () => refusalProblems(folder, arch)],
    ['the .zip holds the same files', () => zipProblems(folder, zip)],
    ['the installer is signed, or called unsigned', () => signing.nameProblems(installer)],
    ['SHA256SUMS names every file, and each is what it says', () => sumsProblems(output)],
    ...onLinux,
  ];
}

/**
 * Makes the installer as if for a release: either NSIS is new enough, or nothing is there afterwards.
 * @param {string} folder @param {string} arch
 */
async function refusalProblems(folder, arch) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-release-'));
  try {
    return installerProblems(await versionOfInstaller(await makeInstaller(folder, output, arch, true)), true);
  } catch (error) {
    const left = fs.readdirSync(output).map((name) => `${name} is left`);
    return error instanceof SetupError && error.message.startsWith('no release: ') ? left : [String(error)];
  } finally {
    fs.rmSync(output, { recursive: true, force: true });
  }
}

/** @param {string | null} version @param {boolean} isRelease */
function installerProblems(version, isRelease) {
  const problem = isRelease || version === null ? versionProblem(version) : null;
  return problem === null ? [] : [problem];
}

if (process.argv[1] === import.meta.filename) {
  verifyPackage().then(({ failed }) => {
    if (failed > 0) endAsFailure();
  }, fail);
}
