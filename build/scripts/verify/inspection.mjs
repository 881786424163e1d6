// Reads a package back: fuses, contents and hashes of the archive, licence texts, and what its size is made of.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { fuses, productName, shippedModules } from '../../package/configuration.mjs';
import { nativeFiles } from '../../package/native-modules.mjs';

const thisPlatform = process.platform === 'win32' ? 'win32' : 'linux';

/** @typedef {import('../../package/native-modules.mjs').System} System */

/** @param {string} folder @param {System['platform']} [platform] */
export function executableIn(folder, platform = thisPlatform) {
  return path.join(folder, platform === 'win32' ? `${productName}.exe` : 'ephemeral-port-wizard');
}

/** How a fuse lies in the executable: the characters 0 and 1. */
const fuseOff = 48;
const fuseOn = 49;

const archiveIn = (/** @type {string} */ folder) => path.join(folder, 'resources', 'app.asar');

/** @param {string} folder @param {System} system */
export async function fuseProblems(folder, { platform }) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executableIn(folder, platform));
  return Object.entries(fuses).flatMap(([name, wanted]) => {
    // Our names begin in lower case, those of the library in upper case.
    const option =
      FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name.charAt(0).toUpperCase() + name.slice(1))];
    const state = Reflect.get(wire, option);
    return state === (wanted ? fuseOn : fuseOff) ? [] : [`${name} is ${String(state)}, wanted ${wanted}`];
  });
}

/** Nothing but the program and its modules, no sources, maps or tests, and every file as its hash in the header says.
 * @param {string} folder @param {System} system */
export async function archiveProblems(folder, { platform }) {
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
    if (!isWanted(name, platform)) problems.push(`${name} does not belong into the package`);
    if ('unpacked' in stat && stat.unpacked) continue;
    if (!('integrity' in stat) || stat.integrity === undefined) problems.push(`${name} has no hash`);
    else if (crypto.createHash('sha256').update(extractFile(archive, name)).digest('hex') !== stat.integrity.hash) {
      problems.push(`${name} is not what its hash says`);
    } else hashed += 1;
  }
  if (hashed === 0) problems.push('no file carries a hash');
  if (getRawHeader(archive).headerString.length === 0) problems.push('the archive has no header');
  if (fs.existsSync(path.join(folder, 'resources', 'default_app.asar')))
    problems.push('default_app.asar is still there');
  return problems;
}

/** Whatever the program imports, and what that imports, is in the archive: followed as at run time, without running it.
 * @param {string} folder @param {System} system */
export async function importProblems(folder, { platform }) {
  // What only another system loads, and native modules (nativeProblems looks for those).
  const elsewhere = [...shippedModules('win32'), 'systeminformation'].filter(
    (name) => !shippedModules(platform).includes(name),
  );
  const { extractAll } = await import('@electron/asar');
  const { build } = await import('vite');
  const extracted = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-archive-'));
  try {
    extractAll(archiveIn(folder), extracted);
    const main = path.join(extracted, 'out', 'main');
    const input = fs.readdirSync(main).map((name) => path.join(main, name));
    await build({
      configFile: false,
      root: extracted,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        write: false,
        minify: false,
        rolldownOptions: { input, external: ['electron', ...elsewhere, /\.node$/u] },
      },
    });
    return [];
  } catch (error) {
    const told = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).replaceAll(
      path.basename(extracted),
      'app.asar',
    );
    const unresolved = told.split('\n').filter((line) => line.includes('Could not resolve'));
    return unresolved.length > 0 ? unresolved : [told];
  } finally {
    fs.rmSync(extracted, { recursive: true, force: true });
  }
}

/** @param {string} name @param {System['platform']} platform */
function isWanted(name, platform) {
  if (/\.(map|tsx?|cc|h)$|\.(test|spec)\.|(^|\/)e2e\//u.test(name)) return false;
  if (name === 'package.json') return true;
  if (name.startsWith('node_modules/')) return shippedModules(platform).includes(name.split('/')[1] ?? '');
  return /^out\/(main|preload|renderer)\//u.test(name);
}

/** The binaries of this system, each made for it, and none of another.
 * @param {string} folder @param {System} system */
export function nativeProblems(folder, system) {
  const unpacked = path.join(folder, 'resources', 'app.asar.unpacked');
  const names = fs.existsSync(unpacked) ? fs.readdirSync(unpacked, { recursive: true, encoding: 'utf8' }) : [];
  const found = names.filter((name) => name.endsWith('.node')).map((name) => name.replaceAll(path.sep, '/'));
  const wanted = nativeFiles(system);
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${name} is of another system`),
    ...found
      .filter((name) => madeFor(path.join(unpacked, name)) !== `${system.platform} ${system.arch}`)
      .map((name) => `${name} is made for ${madeFor(path.join(unpacked, name))}`),
  ];
}

/** What the head of a binary says: ELF on Linux, PE on Windows. @param {string} file */
function madeFor(file) {
  const bytes = fs.readFileSync(file);
  if (bytes.toString('latin1', 0, 4) === '\x7fELF')
    return `linux ${{ 0x3e: 'x64', 0xb7: 'arm64' }[bytes.readUInt16LE(18)] ?? 'unknown'}`;
  const header = bytes.readUInt32LE(0x3c);
  return `win32 ${{ 0x8664: 'x64', 0xaa64: 'arm64' }[bytes.readUInt16LE(header + 4)] ?? 'unknown'}`;
}

/** @param {string} folder */
export function missingFiles(folder) {
  const wanted = ['LICENSE.txt', 'LICENSES.third-party.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'];
  return wanted.filter((name) => !fs.existsSync(path.join(folder, name))).map((name) => `${name} is missing`);
}

const archivePart = 'the program (app.asar)';

/** What the archive is made of: each bundle, and each module, largest first. */
async function partsOfArchive() {
  const { listPackage, statFile } = await import('@electron/asar');
  return (/** @type {string} */ archive) => {
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const entry of listPackage(archive, { isPack: false })) {
      const name = entry.replaceAll('\\', '/').replace(/^\//u, '');
      const stat = statFile(archive, name);
      if (!('size' in stat) || ('unpacked' in stat && stat.unpacked)) continue;
      const part = /^out\/[^/]+|^node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(name)?.[0] ?? name;
      sizes.set(part, (sizes.get(part) ?? 0) + Number(stat.size));
    }
    return [...sizes].sort(([, one], [, other]) => other - one);
  };
}

/** What makes up the size, largest first.
 * @param {string} folder */
export async function sizeLines(folder) {
  const archiveParts = await partsOfArchive();
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
  const inside = archiveParts(archiveIn(folder)).map(
    (/** @type {[string, number]} */ [part, size]) => /** @type {[string, number]} */ ([`  of it: ${part}`, size]),
  );
  const at = rows.findIndex(([part]) => part === archivePart) + 1;
  return [['total', total], ...rows.slice(0, at), ...inside, ...rows.slice(at)].map(
    ([part, size]) => `${(Number(size) / 1e6).toFixed(1).padStart(8)} MB  ${part}`,
  );
}

/** @param {string} name */
function partOf(name) {
  const native = /^resources\/app\.asar\.unpacked\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(name)?.[1];
  if (native !== undefined) return `native module ${native}`;
  if (name === 'resources/app.asar') return archivePart;
  if (name === 'icudtl.dat' || name.startsWith('locales/')) return 'languages of Chromium';
  if (name.startsWith('LICENSE')) return 'licence texts';
  return [executableIn('', 'linux'), executableIn('', 'win32')].includes(name)
    ? 'Electron (executable)'
    : 'Electron (libraries and resources)';
}
