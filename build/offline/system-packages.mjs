// Sees to it that Debian's packages are there. Only root on Debian or Ubuntu gets them installed; everybody else gets the
// exact command, and the run stops. `node system-packages.mjs GROUP...` does nothing else: for the machines of a workflow.
import fs from 'node:fs';
import { SetupError, fail, log } from '../scripts/setup/project.mjs';
import { run, runOrThrow } from '../scripts/setup/run.mjs';

/**
 * Newer releases renamed some packages: the first name that the system knows counts.
 * @typedef {readonly string[]} PackageNames
 */

/** @type {Record<'electron' | 'virtualDisplay' | 'socketStatistics' | 'windows' | 'installer' | 'signing' | 'otherDebian', readonly PackageNames[]>} */
const groups = {
  electron: [
    ['libnss3'],
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libgbm1'],
    ['libasound2t64', 'libasound2'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libcups2t64', 'libcups2'],
    ['dbus'],
  ],
  virtualDisplay: [['xvfb'], ['xauth']],
  // `ss`: the second witness of the port usage tests.
  socketStatistics: [['iproute2']],
  windows: [['wine'], ['wine64'], ['g++-mingw-w64-x86-64'], ['mingw-w64-tools']],
  installer: [['nsis']],
  // Authenticode without Windows, and a certificate for its test.
  signing: [['osslsigncode'], ['openssl']],
  // A Debian 13 beside this system (build/offline/debian13/debian13.mjs).
  otherDebian: [['debootstrap'], ['debian-archive-keyring']],
};

/** @param {readonly (keyof typeof groups)[]} names */
export async function prepareSystemPackages(names) {
  if (process.platform !== 'linux' || names.length === 0) return;
  const wanted = names.flatMap((name) => groups[name]);
  if (!fs.existsSync('/usr/bin/dpkg-query')) {
    log(
      `this is neither Debian nor Ubuntu: not checked whether there is ${wanted.map((all) => all.at(-1)).join(', ')}`,
    );
    return;
  }
  const installed = await installedPackages(wanted.flat());
  const missing = wanted.filter((all) => !all.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const packages = await pickNames(missing);
    throw new SetupError(
      'system packages are missing. Install them with\n' +
        `  sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}\n` +
        'and start again',
    );
  }
  log(`installing system packages: ${missing.map((all) => all.at(-1)).join(' ')}`);
  await apt(['update']);
  await apt(['install', '--yes', '--no-install-recommends', ...(await pickNames(missing))]);
}

/** @param {readonly string[]} names */
async function installedPackages(names) {
  const format = '${db:Status-Status} ${Package}\\n';
  const { stdout } = await run('dpkg-query', ['--show', `--showformat=${format}`, ...names], { output: 'capture' });
  const lines = stdout.split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
}

/**
 * @param {readonly PackageNames[]} missing
 * @returns {Promise<string[]>}
 */
async function pickNames(missing) {
  const { stdout } = await run('apt-cache', ['show', '--no-all-versions', ...missing.flat()], { output: 'capture' });
  const known = new Set([...stdout.matchAll(/^Package: (.+)$/gmu)].map((match) => match[1]));
  return missing.flatMap((all) => all.find((name) => known.has(name)) ?? all.slice(-1));
}

/** @param {readonly string[]} args */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runOrThrow('apt-get', ['--quiet', '--quiet', ...args], { env, timeoutMs: 20 * 60_000 });
}

if (process.argv[1] === import.meta.filename) {
  const names = /** @type {(keyof typeof groups)[]} */ (process.argv.slice(2));
  if (names.every((name) => name in groups)) prepareSystemPackages(names).catch(fail);
  else fail(new SetupError(`usage: system-packages.mjs [${Object.keys(groups).join(' | ')}]...`));
}
