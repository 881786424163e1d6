// The inventory of a package against what is in it, and a second build against the first.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inventoryOf } from '../../build/package/inventory.mjs';
import { modulesFolder, outFolder, parseJson, projectFolder } from '../../build/scripts/setup/project.mjs';
import { runOrThrow } from '../../build/scripts/setup/run.mjs';
import { archivedFiles, sha256 } from './inspection.mjs';

/** @typedef {import('../../build/package/native-modules.mjs').System} System */

/**
 * Every package in the archive and in the bundles is listed, with what an inventory has to say of it, and no other.
 * @param {string} folder @param {System} system @param {string} electronVersion
 */
export async function inventoryProblems(folder, system, electronVersion) {
  const { bomFormat, metadata, components, dependencies } = await inventoryOf(system, electronVersion);
  const names = components.map(({ name }) => name);
  const wanted = new Set(['electron', ...(await packagedNames(folder)), ...bundledNames()]);
  const incomplete = components.filter(({ name, version, purl, licenses = [], hashes = [] }) => {
    const isPinned = hashes.length > 0 || name === 'electron';
    return !version || purl !== `pkg:npm/${name.replace('@', '%40')}@${version}` || licenses.length === 0 || !isPinned;
  });
  const refs = new Set([metadata.component, ...components].map((component) => component['bom-ref']));
  const loose = dependencies.flatMap(({ ref, dependsOn = [] }) =>
    [ref, ...dependsOn].filter((name) => !refs.has(name)),
  );
  return [
    ...(bomFormat === 'CycloneDX' ? [] : [`the format is ${bomFormat}`]),
    ...[...wanted].filter((name) => !names.includes(name)).map((name) => `${name} is shipped and not listed`),
    ...names.filter((name) => !wanted.has(name)).map((name) => `${name} is listed and not shipped`),
    ...incomplete.map(({ name }) => `${name} is listed without version, address, license or hash`),
    ...loose.map((name) => `${name} is depended on and not listed`),
    ...(refs.size === components.length + 1 ? [] : ['a component is listed twice']),
  ];
}

/** @param {string} folder */
async function packagedNames(folder) {
  const files = await archivedFiles(folder);
  return files.flatMap(({ name }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(name)?.[1] ?? []);
}

function bundledNames() {
  return ['main', 'preload', 'renderer'].flatMap((part) => {
    const list = parseJson(fs.readFileSync(path.join(outFolder, 'modules', `${part}.json`), 'utf8'));
    return /** @type {string[]} */ (list).map((entry) =>
      entry.slice(entry.lastIndexOf('node_modules/') + 'node_modules/'.length),
    );
  });
}

/** The sources built a second time, in another folder: the same files, byte for byte. */
export async function secondBuildProblems() {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-second-build-'));
  try {
    for (const name of ['build', 'electron', 'renderer'])
      fs.cpSync(path.join(projectFolder, name), path.join(copy, name), { recursive: true });
    const configuration = fs
      .readdirSync(projectFolder)
      .filter((name) => /^(tsconfig.*\.json|package\.json|electron\.vite\.config\.ts)$/u.test(name));
    for (const name of configuration) fs.copyFileSync(path.join(projectFolder, name), path.join(copy, name));
    fs.symlinkSync(modulesFolder, path.join(copy, 'node_modules'), 'junction');
    const script = path.join(copy, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    await runOrThrow(process.execPath, [script, 'build'], { cwd: copy, env: { ...process.env, NO_COLOR: '1' } });
    return different(hashesIn(outFolder), hashesIn(path.join(copy, 'out')));
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

/** What is packaged of out/. @param {string} folder @returns {Map<string, string>} */
function hashesIn(folder) {
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'));
  const packaged = names.filter((name) => /^(main|preload|renderer)\/.*\.\w+$/u.test(name));
  return new Map(packaged.map((name) => [name, sha256(fs.readFileSync(path.join(folder, name)))]));
}

/** @param {ReadonlyMap<string, string>} first @param {ReadonlyMap<string, string>} second */
function different(first, second) {
  const names = new Set([...first.keys(), ...second.keys()]);
  if (first.size === 0) return ['nothing was built'];
  return [...names]
    .filter((name) => first.get(name) !== second.get(name))
    .map((name) => `${name} is another the second time`);
}
