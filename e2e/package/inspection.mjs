// Reads a package back: fuses, contents and hashes of the archive, license texts, and what its size is made of.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { collectorName } from '../../build/package/collector.mjs';
import { fuses, productName, shippedModules } from '../../build/package/configuration.mjs';
import { nativeFiles } from '../../build/package/native-modules.mjs';

/** @typedef {import('../../build/package/native-modules.mjs').System} System */

/** How a fuse lies in the executable: the characters 0 and 1. */
const fuseStates = { off: 48, on: 49 };

/** @param {string} folder @param {System['platform']} [platform] */
export function executableIn(folder, platform = process.platform === 'win32' ? 'win32' : 'linux') {
  return path.join(folder, platform === 'win32' ? `${productName}.exe` : 'ephemeral-port-wizard');
}

/** The script that the program hands out for other computers. @param {string} folder */
export const collectorIn = (folder) => path.join(folder, 'resources', collectorName);

/** @param {string} folder */
const archiveIn = (folder) => path.join(folder, 'resources', 'app.asar');

/** @param {string} folder @param {System} system */
export async function fuseProblems(folder, { platform }) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executableIn(folder, platform));
  return Object.entries(fuses).flatMap(([name, wanted]) => {
    // Our names begin in lower case, those of the library in upper case.
    const option =
      FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name.charAt(0).toUpperCase() + name.slice(1))];
    const state = Number(Reflect.get(wire, option));
    return state === (wanted ? fuseStates.on : fuseStates.off) ? [] : [`${name} is ${state}, wanted ${wanted}`];
  });
}

/** @typedef {{ name: string, size: number, isUnpacked: boolean, hash: string | undefined }} ArchivedFile */

/** The files in the archive, with forward slashes. @param {string} folder @returns {Promise<ArchivedFile[]>} */
export async function archivedFiles(folder) {
  const { listPackage, statFile } = await import('@electron/asar');
  const archive = archiveIn(folder);
  return listPackage(archive, { isPack: false }).flatMap((entry) => {
    const name = entry.replaceAll('\\', '/').replace(/^\//u, '');
    const stat = statFile(archive, name);
    if ('files' in stat) return [];
    const isUnpacked = 'unpacked' in stat && stat.unpacked === true;
    const hash = 'integrity' in stat ? stat.integrity.hash : undefined;
    return [{ name, size: 'size' in stat ? stat.size : 0, isUnpacked, hash }];
  });
}

/**
 * Nothing but the program and its modules, no sources, maps or tests, and every file as its hash in the header says.
 * @param {string} folder @param {System} system
 */
export async function archiveProblems(folder, { platform }) {
  const { getRawHeader, extractFile } = await import('@electron/asar');
  const archive = archiveIn(folder);
  const files = await archivedFiles(folder);
  const wanted = [
    'package.json',
    'out/main/main.js',
    'out/main/main.cjs',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
  ];
  const packed = files.filter(({ isUnpacked }) => !isUnpacked);
  return [
    ...wanted.filter((name) => !files.some((file) => file.name === name)).map((name) => `${name} is missing`),
    ...files
      .filter(({ name }) => !isWanted(name, platform))
      .map(({ name }) => `${name} does not belong into the package`),
    ...packed.flatMap(({ name, hash }) => {
      if (hash === undefined) return [`${name} has no hash`];
      return sha256(extractFile(archive, name)) === hash ? [] : [`${name} is not what its hash says`];
    }),
    ...(packed.length === 0 ? ['no file carries a hash'] : []),
    ...(getRawHeader(archive).headerString.length === 0 ? ['the archive has no header'] : []),
    ...(fs.existsSync(path.join(folder, 'resources', 'default_app.asar')) ? ['default_app.asar is still there'] : []),
  ];
}

/** @param {crypto.BinaryLike} content */
export function sha256(content) {
  return crypto.createHash('sha256').update(content).digest('hex');
}

/**
 * Whatever the program imports, and what that imports, is in the archive: followed as at run time, without running it.
 * @param {string} folder @param {System} system
 */
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
    const rolldownOptions = { input, external: ['electron', ...elsewhere, /\.node$/u] };
    await build({
      configFile: false,
      root: extracted,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: true, write: false, minify: false, rolldownOptions },
    });
    return [];
  } catch (error) {
    const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    const lines = message.replaceAll(path.basename(extracted), 'app.asar').split('\n');
    const unresolved = lines.filter((line) => line.includes('Could not resolve'));
    return unresolved.length > 0 ? unresolved : [lines.join('\n')];
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

/** The binaries of this system, each made for it, and none of another. @param {string} folder @param {System} system */
export function nativeProblems(folder, system) {
  const unpacked = path.join(folder, 'resources', 'app.asar.unpacked');
  const names = fs.existsSync(unpacked) ? fs.readdirSync(unpacked, { recursive: true, encoding: 'utf8' }) : [];
  const found = names.filter((name) => name.endsWith('.node')).map((name) => name.replaceAll(path.sep, '/'));
  const wanted = nativeFiles(system);
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${name} is of another system`),
    ...found.flatMap((name) => {
      const made = madeFor(path.join(unpacked, name));
      return made === `${system.platform} ${system.arch}` ? [] : [`${name} is made for ${made}`];
    }),
  ];
}

/** What the head of a binary says: ELF on Linux, PE on Windows. @param {string} file */
function madeFor(file) {
  const bytes = fs.readFileSync(file);
  const isElf = bytes.toString('latin1', 0, 4) === '\x7fELF';
  const machine = bytes.readUInt16LE(isElf ? 18 : bytes.readUInt32LE(0x3c) + 4);
  /** @type {Record<number, string>} */
  const names = isElf ? { 0x3e: 'x64', 0xb7: 'arm64' } : { 0x8664: 'x64', 0xaa64: 'arm64' };
  return `${isElf ? 'linux' : 'win32'} ${names[machine] ?? 'unknown'}`;
}

/** @param {string} folder */
export function missingFiles(folder) {
  const wanted = ['LICENSE.txt', 'LICENSES.third-party.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'];
  return wanted.filter((name) => !fs.existsSync(path.join(folder, name))).map((name) => `${name} is missing`);
}

const archivePart = 'the program (app.asar)';

/** What makes up the size, and that of the archive, largest first. @param {string} folder */
export async function sizeLines(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  const parts = sizes(
    files.map((file) => [partOf(path.relative(folder, file).replaceAll(path.sep, '/')), fs.statSync(file).size]),
  );
  const packed = (await archivedFiles(folder)).filter(({ isUnpacked }) => !isUnpacked);
  const inside = sizes(
    packed.map(({ name, size }) => [/^out\/[^/]+|^node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(name)?.[0] ?? name, size]),
  );
  const total = parts.reduce((sum, [, size]) => sum + size, 0);
  const line = (/** @type {string} */ part, /** @type {number} */ size) =>
    `${(size / 1e6).toFixed(1).padStart(8)} MB  ${part}`;
  return [
    line('total', total),
    ...parts.flatMap(([part, size]) => [
      line(part, size),
      ...(part === archivePart ? inside.map(([name, bytes]) => line(`  of it: ${name}`, bytes)) : []),
    ]),
  ];
}

/** Sums by part, largest first. @param {readonly [part: string, size: number][]} rows */
function sizes(rows) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [part, size] of rows) sums.set(part, (sums.get(part) ?? 0) + size);
  return [...sums].sort(([, one], [, other]) => other - one);
}

/** @param {string} name */
function partOf(name) {
  const native = /^resources\/app\.asar\.unpacked\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(name)?.[1];
  if (native !== undefined) return `native module ${native}`;
  if (name === 'resources/app.asar') return archivePart;
  if (name === 'icudtl.dat' || name.startsWith('locales/')) return 'languages of Chromium';
  if (name.startsWith('LICENSE')) return 'license texts';
  const isExecutable = name === executableIn('', 'linux') || name === executableIn('', 'win32');
  return isExecutable ? 'Electron (executable)' : 'Electron (libraries and resources)';
}
