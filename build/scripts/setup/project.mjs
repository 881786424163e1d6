// Where things are in this project's folder, and how the set-up speaks to the person.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** Set where the folder has a second path (plain-folder.mjs): the path that the person knows. */
export const realFolderVariable = 'EPHEMERAL_PORT_WIZARD_FOLDER';
export const realFolder = process.env[realFolderVariable] ?? projectFolder;
export const cacheFolder = path.join(projectFolder, '.cache');
export const outFolder = path.join(projectFolder, 'out');

/** A condition that the person can put right; shown without a stack. */
export class SetupError extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`[setup] ${line}`);
}

/**
 * Ends the process the same way for every command: what a person can put right in
 * plain words, everything else (a bug of ours) with its stack.
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
