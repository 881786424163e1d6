// `npm run verify:package`: reads back what was packaged, and starts it.
// Without a package it builds the one for this system first.
import './setup/plain-folder.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  buildFolder,
  developmentFolder,
  isDevelopmentElectron,
  preparePackage,
  releaseFolder,
  standInOutput,
  thisSystem,
  unpackedFolder,
  windowsPackages,
} from '../package/build-package.mjs';
import {
  archiveProblems,
  fuseProblems,
  importProblems,
  missingFiles,
  nativeProblems,
  sizeLines,
} from './verify/inspection.mjs';
import { artifact, makeInstaller } from '../package/installer.mjs';
import { versionOfInstaller, versionProblem } from '../package/nsis.mjs';
import { commandLineProblems, switchProblems, windowProblems, workerProblems } from './verify/trial.mjs';
import { iconProblems, integrityProblems, manifestProblems, versionProblems } from './verify/windows-inspection.mjs';
import { zipProblems } from '../package/zip.mjs';
import { SetupError, endAsFailure, fail, say } from './setup/project.mjs';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { hasDisplay } from './setup/environment.mjs';

/** @typedef {readonly [string, () => Promise<string[]> | string[]]} Check */

/** @returns {Promise<import('./test/reports.mjs').Counts>} */
export async function verifyPackage({ rebuild = false } = {}) {
  const isThere = !rebuild && [releaseFolder, developmentFolder].some((folder) => fs.existsSync(folder));
  const output = isThere
    ? fs.existsSync(releaseFolder)
      ? releaseFolder
      : developmentFolder
    : (await preparePackage()).output;
  if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
  const own = unpackedFolder(output, thisSystem) ?? (await buildFolder(thisSystem, output));
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-package-'));
  let failed = 0;
  let passed = 0;
  try {
    const started = /** @type {readonly Check[]} */ ([
      ['status --json without a display', () => commandLineProblems(own, userData)],
      // On Windows the channel is a named pipe that only the window makes.
      ...(process.platform === 'win32'
        ? []
        : [['a worker comes to its meeting, or is refused', () => workerProblems(own, userData)]]),
      // The scripts and the display are those of Linux.
      ...(thisSystem.platform === 'linux'
        ? [['switches of Chromium and Node do not act', () => switchProblems(own, userData)]]
        : []),
      ['main process, preload and page start', () => windowProblems(own, userData)],
    ]);
    const packages = [{ system: thisSystem, folder: own, checks: [...checksOf(own, thisSystem), ...started] }];
    if (thisSystem.platform === 'linux' && thisSystem.arch === 'x64') {
      /** @type {import('../package/native-modules.mjs').System} */
      const system = { platform: 'win32', arch: 'x64' };
      const folder = unpackedFolder(standInOutput, system) ?? (await buildFolder(system, output));
      packages.push({ system, folder, checks: checksOf(folder, system) });
    }
    for (const { system, folder, checks } of packages) {
      if (system.platform === 'win32') checks.push(...(await checksOfHandedOut(folder, system)));
      console.log(`\n${system.platform} ${system.arch}: ${folder}`);
      const problems = await failures(checks);
      failed += problems;
      passed += checks.length - problems;
      for (const line of await sizeLines(folder)) console.log(line);
    }
  } finally {
    fs.rmSync(userData, { recursive: true, force: true });
  }
  say(
    output === releaseFolder
      ? 'verified: a release'
      : 'verified: NOT a release (made with the Electron for development)',
  );
  const skips =
    process.platform === 'win32'
      ? [
          {
            name: 'a worker comes to its meeting',
            reason: 'the channel is a named pipe there, which only the window makes',
          },
        ]
      : [];
  return { passed, failed, skipped: skips.length, skips };
}

/** @param {string} folder @param {import('../package/native-modules.mjs').System} system @returns {Check[]} */
function checksOf(folder, system) {
  /** @type {Check[]} */
  const everywhere = [
    [
      'an Electron for development is not called a release',
      () => (folder.startsWith(releaseFolder) && isDevelopmentElectron(folder) ? [folder] : []),
    ],
    ['fuses', () => fuseProblems(folder, system)],
    ['archive: contents and integrity', () => archiveProblems(folder, system)],
    ['what the program imports is in the archive', () => importProblems(folder, system)],
    ['native modules of this system alone', () => nativeProblems(folder, system)],
    ['licence texts', () => missingFiles(folder)],
  ];
  if (system.platform !== 'win32') return everywhere;
  return [
    ...everywhere,
    ['manifest: asks for no rights', () => manifestProblems(folder)],
    ['version strings', () => versionProblems(folder)],
    ['icon in all sizes', () => iconProblems(folder)],
    ['hash of the archive in the executable', () => integrityProblems(folder)],
  ];
}

/** Installer and .zip, which are made where they are missing.
 * @param {string} folder @param {import('../package/native-modules.mjs').System} system @returns {Promise<Check[]>} */
async function checksOfHandedOut(folder, { arch }) {
  const isRelease = folder.startsWith(releaseFolder);
  const output = path.dirname(folder);
  const files = [artifact(output, arch, '-setup.exe'), artifact(output, arch, '.zip')];
  if (!files.every((file) => fs.existsSync(file))) await windowsPackages(folder, output, arch, isRelease);
  const [installer = '', zip = ''] = files;
  return [
    [
      'the installer names the NSIS that made it; a release is made by one without known holes',
      async () => installerProblems(await versionOfInstaller(installer), isRelease),
    ],
    ['no installer of an older NSIS is called a release', () => refusalProblems(folder, arch)],
    ['the .zip holds the same files', () => zipProblems(folder, zip)],
  ];
}

/** Makes the installer as if for a release: either NSIS is new enough, or nothing is there afterwards.
 * @param {string} folder @param {string} arch */
async function refusalProblems(folder, arch) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-release-'));
  try {
    const problem = versionProblem(await versionOfInstaller(await makeInstaller(folder, output, arch, true)));
    return problem === null ? [] : [problem];
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

/** @param {readonly Check[]} checks @returns {Promise<number>} how many failed */
async function failures(checks) {
  let failed = 0;
  for (const [title, check] of checks) {
    const problems = await check();
    console.log(`${problems.length === 0 ? 'passed' : 'FAILED'}  ${title}`);
    for (const problem of problems) console.log(`        ${problem}`);
    if (problems.length > 0) failed += 1;
  }
  return failed;
}

if (process.argv[1] === import.meta.filename) {
  verifyPackage().then(({ failed }) => failed > 0 && endAsFailure(), fail);
}
