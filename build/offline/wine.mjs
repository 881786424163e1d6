// A Windows registry API on Linux: Debian's Wine with a prefix of this project's own. The user's prefix, home and menus are
// never touched.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { testEnvironment, withoutDisplay } from '../scripts/setup/environment.mjs';
import { placeFolder } from '../scripts/setup/npm.mjs';
import { cacheFolder, log } from '../scripts/setup/project.mjs';
import { run, runOrThrow } from '../scripts/setup/run.mjs';
import { mode } from './mode.mjs';

const prefix = path.join(cacheFolder, 'wine');
// There must be only one server of Wine for a prefix. Debian's Wine up to 9 keeps it below TMPDIR, which is therefore the
// same for all runs.
const temporary = path.join(cacheFolder, 'wine-tmp');

export const hasWine = mode !== 'never' && process.platform === 'linux' && process.arch === 'x64';
/** Whether there is a registry API here at all: Windows itself, or Wine. */
export const hasWindowsSuite = process.platform === 'win32' || hasWine;

/** Wine knows one user, to whom every file belongs: in installers for tests that user counts as an administrator. */
export const userOfWine = 'S-1-5-21-0-0-0-1000';

/** @type {Map<string, Promise<void>>} */
const prepared = new Map();

/** Makes a prefix once.
 * @param {string} [folder] */
export function prepareWine(folder = prefix) {
  const isThere =
    prepared.get(folder) ?? (fs.existsSync(path.join(folder, 'system.reg')) ? Promise.resolve() : makePrefix(folder));
  prepared.set(folder, isThere);
  return isThere;
}

/**
 * @param {string} [folder] of the prefix
 * @returns {NodeJS.ProcessEnv}
 */
export function wineEnvironment(folder = prefix) {
  fs.mkdirSync(temporary, { recursive: true, mode: 0o700 });
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...testEnvironment(),
    WINEPREFIX: folder,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // No menu entries in the home; no questions about Mono and Gecko.
    WINEDLLOVERRIDES: 'winemenubuilder.exe=d;mscoree=d;mshtml=d',
    // Wine takes its code pages from the locale.
    LC_ALL: 'C.UTF-8',
  };
  if (keepsServerInTmpdir()) env.TMPDIR = temporary;
  else delete env.TMPDIR;
  return { ...withoutDisplay(env), NODE_OPTIONS: undefined, NODE_PATH: undefined };
}

/** @type {boolean | undefined} */
let hasOldServer;

/**
 * Debian's Wine 10 ends with "free(): invalid pointer" before it has done anything where TMPDIR is set, whatever it is set
 * to. Without it, its server lies in a folder /tmp/wine-XXXXXX that only this user may enter, and whose name it keeps in the
 * prefix (the file `wineserver`): the same for all runs, made again when it is gone.
 */
function keepsServerInTmpdir() {
  if (hasOldServer === undefined) {
    const env = { ...process.env, TMPDIR: undefined };
    const asked = spawnSync('wine', ['--version'], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const major = asked.error ? undefined : /^wine-(\d+)\./u.exec(asked.stdout)?.[1];
    hasOldServer = major !== undefined && Number(major) < 10;
  }
  return hasOldServer;
}

/**
 * Runs a Windows program, e.g. runWine(['reg', 'query', 'HKLM\\Software']).
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeoutMs?: number, folder?: string }} [options] folder: of the prefix
 * @returns {Promise<import('../scripts/setup/run.mjs').RunResult>}
 */
export async function runWine(args, { cwd, env = {}, timeoutMs = 60_000, folder: where = prefix } = {}) {
  await prepareWine(where);
  const environment = { ...wineEnvironment(where), ...env };
  // Into files: Wine's services inherit pipes, and would hold them open for another second.
  const folder = fs.mkdtempSync(path.join(temporary, 'output-'));
  const files = [path.join(folder, 'stdout'), path.join(folder, 'stderr')];
  const [stdout = 0, stderr = 0] = files.map((file) => fs.openSync(file, 'a'));
  const { code } = await run('wine', args, { cwd, env: environment, output: [stdout, stderr], timeoutMs });
  fs.closeSync(stdout);
  fs.closeSync(stderr);
  const [out = '', err = ''] = files.map((file) => fs.readFileSync(file, 'utf8'));
  fs.rmSync(folder, { recursive: true, force: true });
  return { code, stdout: out, stderr: err };
}

/** Ends every Windows program of a prefix, and waits until its registry is on the disk.
 * @param {string} [folder] */
export async function stopWine(folder = prefix) {
  if (!hasWine || !fs.existsSync(folder) || !fs.existsSync(temporary)) return;
  await stopServer(folder);
}

/** A path as a Windows program sees it.
 * @param {string} file */
export function toWindowsPath(file) {
  const absolute = path.resolve(file);
  return hasWine ? `Z:${absolute.replaceAll('/', '\\')}` : absolute;
}

/** @param {string} folder */
async function makePrefix(folder) {
  log(`making a Windows registry (a Wine prefix in .cache/${path.basename(folder)})`);
  const work = fs.mkdtempSync(path.join(cacheFolder, 'wine-prefix-'));
  const env = wineEnvironment(work);
  try {
    await runOrThrow('wine', ['wineboot', '--init'], { env, timeoutMs: 180_000 });
    await runOrThrow('wine', ['winecfg', '-v', 'win10'], { env, timeoutMs: 180_000 });
    await stopServer(work);
    placeFolder(work, folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function stopServer(folder) {
  const env = wineEnvironment(folder);
  await run('wineserver', ['--kill'], { env, output: 'capture', timeoutMs: 30_000 });
  await run('wineserver', ['--wait'], { env, output: 'capture', timeoutMs: 30_000 });
}
