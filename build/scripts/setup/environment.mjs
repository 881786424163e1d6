// The environments in which programs are started, so that nothing of a run stays
// outside the project's folder.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, projectFolder } from './project.mjs';

export const userDataFolder = path.join(projectFolder, '.data');

/**
 * The path of a socket has to stay below 108 characters. Below TMPDIR the worker's is the longest (62 characters:
 * electron/elevation/credentials.ts); Chromium has one there as well.
 */
const longestTemporaryFolder = 45;
/** xvfb-run hands paths below TMPDIR through a shell, which takes a blank for the end of them. */
const plainPath = /^[\w./+@=-]+$/u;

export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/**
 * The command as it has to be started here: on the display there is, or on a virtual one. xvfb-run looks for a free number
 * among the lock files of /tmp, but a server in another system folder, with a /tmp of its own, has its number too (an
 * abstract socket of the machine).
 * @param {readonly string[]} command program and arguments
 * @returns {[program: string, ...args: string[]]}
 */
export function onDisplay(command) {
  const [program = '', ...args] = command;
  if (hasDisplay) return [program, ...args];
  const taken = fs.readFileSync('/proc/net/unix', 'utf8');
  // Not all from the same: two runs that start at once would find the same one free.
  let number = 100 + (process.pid % 800);
  while (taken.includes(`@/tmp/.X11-unix/X${number}\n`)) number += 1;
  const screen = '--server-args=-screen 0 1600x1200x24';
  return ['xvfb-run', `--server-num=${number}`, '--auto-servernum', screen, program, ...args];
}

/** An environment in which nobody finds a display. @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv} */
export function withoutDisplay(env) {
  return { ...env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
}

/**
 * For tests and the tour: a home of their own below .cache. On Windows and macOS the
 * programs under test are told their folders by the tests, and the home stays.
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment() {
  const home = path.join(cacheFolder, 'home');
  const temporary = temporaryFolder();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, [inherited]: temporary };
  delete env.ELECTRON_RUN_AS_NODE;
  // A build by Vite sets it to "production" for the whole process; tests started later would lose what Node has built in.
  delete env.NODE_ENV;
  if (process.platform !== 'linux') return env;
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_STATE_HOME: path.join(home, '.local', 'state'),
    XDG_RUNTIME_DIR: path.join(temporary, 'runtime'),
  };
  for (const folder of Object.values(folders)) fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Without an address GTK would start a bus of its own, and leave it running.
  return { ...env, ...folders, DBUS_SESSION_BUS_ADDRESS: 'disabled:', NO_AT_BRIDGE: '1' };
}

/**
 * For a person in front of a real display: home, theme and session stay theirs. Profile,
 * cookies and logs go below .data (--user-data-dir); what remains outside are the caches
 * of Mesa, fontconfig and dconf and GTK's list of recent files, which follow these two.
 * @returns {NodeJS.ProcessEnv}
 */
export function displayEnvironment() {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  // A build by Vite sets it to "production" for the whole process; tests started later would lose what Node has built in.
  delete env.NODE_ENV;
  if (process.platform !== 'linux') return env;
  const ownData = env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share');
  const dataFolders = env.XDG_DATA_DIRS || '/usr/local/share:/usr/share';
  return {
    ...env,
    TMPDIR: temporaryFolder(),
    XDG_CACHE_HOME: path.join(userDataFolder, 'xdg-cache'),
    XDG_DATA_HOME: path.join(userDataFolder, 'xdg-data'),
    // Themes and icons that the person installed are still found.
    XDG_DATA_DIRS: `${ownData}:${dataFolders}`,
  };
}

/** Whether sockets and xvfb-run can live below a folder.
 * @param {string} folder */
export function isUsableForTests(folder) {
  return plainPath.test(folder) && folder.length <= longestTemporaryFolder;
}

/** Programs that a run starts use its folder, and leave the removal to it. */
const inherited = 'EPHEMERAL_PORT_WIZARD_TMP';

/** Windows keeps what ended programs held for a moment longer; what stays is no failure of the run. @param {string} folder */
function removeAtEnd(folder) {
  try {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    console.error(`[setup] ${folder} is left: ${String(error)}`);
  }
}

/** @type {string | undefined} */
let temporary = process.env[inherited];

function temporaryFolder() {
  if (temporary !== undefined) return temporary;
  fs.mkdirSync(cacheFolder, { recursive: true });
  const inside = path.join(cacheFolder, 't-');
  const isUsable = process.platform === 'win32' || isUsableForTests(`${inside}XXXXXX`);
  const folder = fs.mkdtempSync(isUsable ? inside : path.join(os.tmpdir(), 'epw-'));
  process.on('exit', () => removeAtEnd(folder));
  temporary = folder;
  return folder;
}
