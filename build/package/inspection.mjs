// Reads a package back: fuses, contents and hashes of the archive, licence texts, and what its size is made of.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fuses, shippedModules } from './configuration.mjs';

/** @param {string} folder */
export function executableIn(folder) {
  const name = process.platform === 'win32' ? 'Ephemeral Port Wizard.exe' : 'ephemeral-port-wizard';
  return path.join(folder, name);
}

/** How a fuse lies in the executable: the characters 0 and 1. */
const fuseOff = 48;
const fuseOn = 49;

const archiveIn = (/** @type {string} */ folder) => path.join(folder, 'resources', 'app.asar');

/** @param {string} folder */
export async function fuseProblems(folder) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executableIn(folder));
  return Object.entries(fuses).flatMap(([name, wanted]) => {
    // Our names begin in lower case, those of the library in upper case.
    const option = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name.charAt(0).toUpperCase() + name.slice(1))];
    const state = Reflect.get(wire, option);
    return state === (wanted ? fuseOn : fuseOff) ? [] : [`${name} is ${String(state)}, wanted ${wanted}`];
  });
}

/** Nothing but the program and its modules, no sources, maps or tests, and every file as its hash in the header says.
 * @param {string} folder */
export async function archiveProblems(folder) {
  const { getRawHeader, listPackage, extractFile, statFile } = await import('@electron/asar');
  const archive = archiveIn(folder);
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//u, ''));
  const problems = [];
  for (const wanted of ['package.json', 'out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']) {
    if (!names.includes(wanted)) problems.push(`${wanted} is missing`);
  }
  let hashed = 0;
  for (const name of names) {
    const stat = statFile(archive, name);
    if ('files' in stat) continue;
    if (!isWanted(name)) problems.push(`${name} does not belong into the package`);
    if ('unpacked' in stat && stat.unpacked) continue;
    if (!('integrity' in stat) || stat.integrity === undefined) problems.push(`${name} has no hash`);
    else if (crypto.createHash('sha256').update(extractFile(archive, name)).digest('hex') !== stat.integrity.hash) {
      problems.push(`${name} is not what its hash says`);
    } else hashed += 1;
  }
  if (hashed === 0) problems.push('no file carries a hash');
  if (getRawHeader(archive).headerString.length === 0) problems.push('the archive has no header');
  if (fs.existsSync(path.join(folder, 'resources', 'default_app.asar'))) problems.push('default_app.asar is still there');
  return problems;
}

/** @param {string} name */
function isWanted(name) {
  if (/\.(map|tsx?|cc|h)$|\.(test|spec)\.|(^|\/)e2e\//u.test(name)) return false;
  if (name === 'package.json') return true;
  if (name.startsWith('node_modules/')) return shippedModules.includes(name.split('/')[1] ?? '');
  return /^out\/(main|preload|renderer)\//u.test(name);
}

/** @param {string} folder */
export function missingFiles(folder) {
  const wanted = ['LICENSE.txt', 'LICENSES.third-party.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'];
  return wanted.filter((name) => !fs.existsSync(path.join(folder, name))).map((name) => `${name} is missing`);
}

/** What makes up the size, largest first.
 * @param {string} folder */
export function sizeLines(folder) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const part = partOf(path.relative(folder, file).replaceAll(path.sep, '/'));
    sizes.set(part, (sizes.get(part) ?? 0) + fs.statSync(file).size);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const rows = [...sizes].sort(([, a], [, b]) => b - a);
  return [['total', total], ...rows].map(([part, size]) => `${(Number(size) / 1e6).toFixed(1).padStart(8)} MB  ${part}`);
}

/** @param {string} name */
function partOf(name) {
  if (name.startsWith('resources/app.asar.unpacked/')) return 'native modules';
  if (name === 'resources/app.asar') return 'the program (app.asar)';
  if (name === 'icudtl.dat' || name.startsWith('locales/')) return 'languages of Chromium';
  if (name.startsWith('LICENSE')) return 'licence texts';
  return name === path.basename(executableIn('')) ? 'Electron (executable)' : 'Electron (libraries and resources)';
}
