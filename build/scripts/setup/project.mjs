// Where things are in this project's folder, and how the set-up talks to the person.
import fs from 'node:fs';
import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '..', '..', '..');
/** Set where the folder has a second path (plain-folder.mjs): the path that the person knows. */
export const realFolderVariable = 'EPHEMERAL_PORT_WIZARD_FOLDER';
export const realFolder = process.env[realFolderVariable] ?? projectFolder;
export const cacheFolder = path.join(projectFolder, '.cache');
export const outFolder = path.join(projectFolder, 'out');
export const modulesFolder = path.join(projectFolder, 'node_modules');

/** A condition that the person can put right; shown without a stack. */
export class SetupError extends Error {}

/** @param {string} line */
export function log(line) {
  console.log(`[setup] ${line}`);
}

/**
 * Ends the process the same way for every command: what a person can put right in plain words, everything else (a bug of
 * ours) with its stack.
 * @param {unknown} error
 */
export function fail(error) {
  console.error(error instanceof SetupError ? `[setup] ${error.message}` : error);
  endAsFailure();
}

/** The process ends with 1 when its work is done, also where a library ends it with 0: what electron-builder loads does. */
export function endAsFailure() {
  process.exitCode = 1;
  process.once('exit', () => {
    process.exitCode = 1;
  });
}

/** For JSON whose shape the caller names. @param {string} text @returns {unknown} */
export function parseJson(text) {
  return JSON.parse(text);
}

/** This project's package.json. */
export function ownPackage() {
  const text = fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8');
  return /** @type {{ name: string, version: string, description: string }} */ (parseJson(text));
}

/**
 * @typedef {object} LockedPackage
 * @property {string} version
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * The packages of a lock file of npm by their folders, e.g. "node_modules/zod".
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null} null when it is not there or cannot be read
 */
export function readLock(file) {
  try {
    const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (parseJson(fs.readFileSync(file, 'utf8')));
    return lock.packages;
  } catch {
    return null;
  }
}

/**
 * What package-lock.json of this project pins.
 * @param {string} name of a package
 * @returns {{ specification: string, version: string, integrity: string }}
 */
export function pinned(name) {
  const { version, integrity } =
    readLock(path.join(projectFolder, 'package-lock.json'))?.[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new SetupError(`package-lock.json does not pin ${name}`);
  return { specification: `${name}@${version}`, version, integrity };
}
