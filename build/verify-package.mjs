// `npm run verify:package`: reads back what was packaged, and starts it.
// Without a package it builds the one for this system first.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { archiveProblems, fuseProblems, missingFiles, sizeLines } from './package/inspection.mjs';
import { buildPackage, developmentFolder, isDevelopmentElectron, releaseFolder, unpackedFolder } from './package/build-package.mjs';
import { commandLineProblems, windowProblems } from './package/trial.mjs';
import { fail, say } from './setup/project.mjs';
import { prepareSystemPackages } from './setup/system-packages.mjs';
import { hasDisplay } from './setup/environment.mjs';

/** @returns {Promise<{ passed: number, failed: number, skipped: number }>} */
export async function verifyPackage({ rebuild = false } = {}) {
  if (rebuild) await buildPackage('dir');
  const output = fs.existsSync(releaseFolder) && !rebuild ? releaseFolder : developmentFolder;
  const folder = unpackedFolder(output) ?? unpackedFolder((await buildPackage('dir')).folders[0] ?? '');
  if (folder === null) throw new Error(`no package below ${output}`);
  if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-package-'));
  const isCalledRelease = folder.startsWith(releaseFolder);
  /** @type {readonly [string, () => Promise<string[]> | string[]][]} */
  const checks = [
    ['an Electron for development is not called a release', () => (isCalledRelease && isDevelopmentElectron(folder) ? [folder] : [])],
    ['fuses', () => fuseProblems(folder)],
    ['archive: contents and integrity', () => archiveProblems(folder)],
    ['licence texts', () => missingFiles(folder)],
    ['status --json without a display', () => commandLineProblems(folder, userData)],
    ['main process, preload and page start', () => windowProblems(folder, userData)],
  ];
  let failed = 0;
  try {
    for (const [title, check] of checks) {
      const problems = await check();
      console.log(`${problems.length === 0 ? 'passed' : 'FAILED'}  ${title}`);
      for (const problem of problems) console.log(`        ${problem}`);
      if (problems.length > 0) failed += 1;
    }
  } finally {
    fs.rmSync(userData, { recursive: true, force: true });
  }
  for (const line of sizeLines(folder)) console.log(line);
  say(isCalledRelease ? 'verified: a release' : 'verified: NOT a release (made with the Electron for development)');
  return { passed: checks.length - failed, failed, skipped: 0 };
}

if (process.argv[1] === import.meta.filename) {
  verifyPackage().then(({ failed }) => (process.exitCode = failed === 0 ? 0 : 1), fail);
}
