// What goes with a release: an inventory of what is in it (CycloneDX) and the SHA-256 of every file.
// Protects: every package whose code is shipped is in the inventory, with its version and the hash that was pinned.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unpackPackage } from '../scripts/setup/npm.mjs';
import { SetupError, cacheFolder, ownPackage, parseJson, projectFolder } from '../scripts/setup/project.mjs';
import { run } from '../scripts/setup/run.mjs';
import { shippedModules } from './configuration.mjs';
import { licensedFolders, manifestOf } from './licenses.mjs';

export const sumsName = 'SHA256SUMS';

/** The same for every release: what an inventory looks like depends on npm, and the one of Debian 13 (9.2) makes none. */
const npm = {
  specification: 'npm@10.9.9',
  integrity: 'sha512-1g+6jLQvaIuB4zwvHL7yrXuXcWZwDsCtBX8bbWDqbvJSSr9nPiDDWTHNgwXR27iIcTTW7v3A57hDW9RYv2W4Yg==',
};

/**
 * @typedef {object} Component
 * @property {string} bom-ref
 * @property {string} type
 * @property {string} name
 * @property {string} version
 * @property {string} [scope]
 * @property {string} [purl]
 * @property {unknown[]} [licenses]
 * @property {unknown[]} [hashes]
 * @property {unknown[]} [properties]
 */
/** @typedef {{ ref: string, dependsOn?: string[] }} Dependency */
/** @typedef {{ bomFormat: string, specVersion: string, metadata: { component: Component }, components: Component[], dependencies: Dependency[] }} Inventory */

/**
 * What npm says of everything that is installed, without what is only needed to build and to test; and Electron.
 * @param {import('./native-modules.mjs').System} system @param {string} electronVersion
 * @returns {Promise<Inventory>}
 */
export async function inventoryOf(system, electronVersion) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', '--include=dev'];
  const folder = path.join(cacheFolder, npm.specification);
  if (!fs.existsSync(folder)) await unpackPackage(npm, folder);
  const script = path.join(folder, 'bin', 'npm-cli.js');
  const { code, stdout, stderr } = await run(process.execPath, [script, '--loglevel=error', ...args], {
    cwd: projectFolder,
    output: 'capture',
  });
  if (code !== 0) throw new SetupError(`npm could not make the inventory:\n${stderr.trim()}`);
  const all = /** @type {Inventory} */ (parseJson(stdout));
  const root = all.metadata.component;
  const shipped = new Set(shippedRefs(system));
  const electron = `electron@${electronVersion}`;
  /** @type {Component[]} */
  const components = all.components
    .filter((component) => shipped.has(component['bom-ref']))
    .map(({ properties: _development, ...component }) => ({ ...component, scope: 'required' }));
  components.push({
    ...{ 'bom-ref': electron, type: 'framework', name: 'electron', version: electronVersion, scope: 'required' },
    ...{ purl: `pkg:npm/${electron}`, licenses: [{ license: { id: 'MIT' } }] },
  });
  const dependencies = all.dependencies
    .filter(({ ref }) => shipped.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((name) => shipped.has(name)) }));
  const refs = components.map((component) => component['bom-ref']);
  return {
    ...all,
    metadata: { ...all.metadata, component: { ...root, name: ownPackage().name } },
    components,
    dependencies: [{ ref: root['bom-ref'], dependsOn: refs }, ...dependencies, { ref: electron }],
  };
}

/** name@version of each package whose code is shipped. @param {import('./native-modules.mjs').System} system */
function shippedRefs({ platform, arch }) {
  const koffi = shippedModules(platform).includes('@koromix')
    ? [`node_modules/@koromix/koffi-${platform}-${arch}`]
    : [];
  const packages = licensedFolders(platform).map(manifestOf);
  // The binary of another system is not installed here; its version is that of koffi.
  const binaries = koffi.map(
    (folder) => `${folder.slice('node_modules/'.length)}@${manifestOf('node_modules/koffi').version}`,
  );
  return [...packages.map(({ name, version }) => `${name}@${version}`), ...binaries];
}

/** @param {string} output @param {import('./native-modules.mjs').System} system @param {string} electronVersion */
export async function writeInventory(output, system, electronVersion) {
  const { name, version } = ownPackage();
  const os = system.platform === 'win32' ? 'windows' : system.platform;
  const file = path.join(output, `${name}-${version}-${os}-${system.arch}.cdx.json`);
  fs.mkdirSync(output, { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(await inventoryOf(system, electronVersion), null, 2)}\n`);
  return file;
}

/** What is handed out of a folder: its files, not the unpacked program and not electron-builder's notes. @param {string} output */
function handedOut(output) {
  const entries = fs.readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ name }) => name).filter((name) => name !== sumsName && !name.startsWith('builder-'));
  return names.sort();
}

/** As `sha256sum --check` reads it. @param {string} output */
export function writeSums(output) {
  const lines = handedOut(output).map((name) => `${sha256Of(path.join(output, name))}  ${name}\n`);
  fs.writeFileSync(path.join(output, sumsName), lines.join(''));
}

/** What differs between the list of hashes and the files beside it. @param {string} output */
export function sumsProblems(output) {
  const text = fs.readFileSync(path.join(output, sumsName), 'utf8');
  const listed = new Map(
    text.split('\n').flatMap((line) => {
      const [, hash = '', name = ''] = /^([0-9a-f]{64}) {2}(.+)$/u.exec(line) ?? [];
      return name === '' ? [] : [/** @type {[string, string]} */ ([name, hash])];
    }),
  );
  const names = handedOut(output);
  const changed = [...listed].filter(
    ([name, hash]) => !names.includes(name) || sha256Of(path.join(output, name)) !== hash,
  );
  return [
    ...names.filter((name) => !listed.has(name)).map((name) => `${sumsName} does not list ${name}`),
    ...changed.map(([name]) => `${name} is not what ${sumsName} says`),
  ];
}

/** @param {string} file @returns {string} in lower case */
export function sha256Of(file) {
  return crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
