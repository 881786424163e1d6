// The collector's script as the packages carry it: signed where a certificate is named.
// Protects: all packages of one run carry the same bytes, and the program in them takes these for its own.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, cacheFolder, ownPackage, projectFolder } from '../scripts/setup/project.mjs';
import { sign, signerOf } from './signing.mjs';

/** @typedef {typeof import('../../electron/script-export/collector/collector.ts')} Collector */
/** @typedef {typeof import('../../electron/script-export/collector/script-file.ts')} ScriptFile */

/** As electron/app/start.ts looks for it in the folder for resources. */
export const collectorName = 'collect-evidence.ps1';

/** @type {Promise<string> | undefined} */
let prepared;

/** Path of the script; made and signed once. @throws {SetupError} where signing changes more than the end of it */
export function prepareCollector() {
  prepared ??= makeCollector();
  return prepared;
}

async function makeCollector() {
  const file = path.join(cacheFolder, 'package', collectorName);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, await ownCollector());
  const signer = signerOf();
  if (signer === null) return file;
  await sign(signer, file);
  if (!(await isCollector(file))) throw new SetupError(`signing changed the text of ${collectorName}`);
  return file;
}

/** Whether the program would hand this file out. @param {string} file */
export async function isCollector(file) {
  const { isScriptFile } = /** @type {ScriptFile} */ (await sourceOf('script-file.ts'));
  return isScriptFile(fs.readFileSync(file), await ownCollector());
}

async function ownCollector() {
  const { collectorBytes } = /** @type {Collector} */ (await sourceOf('collector.ts'));
  return collectorBytes(ownPackage().version);
}

/** @param {string} name @returns {Promise<unknown>} */
async function sourceOf(name) {
  const { runnerImport } = await import('vite');
  const file = path.join(projectFolder, 'electron', 'script-export', 'collector', name);
  /** @type {{ module: unknown }} */
  const { module } = await runnerImport(file, { configFile: false, root: projectFolder, logLevel: 'warn' });
  return module;
}
