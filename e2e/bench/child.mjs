// Runs one measurement in a process of its own, so that no other one's memory and garbage come into it.
import path from 'node:path';
import { onDisplay } from '../../build/scripts/setup/environment.mjs';
import { parseJson, projectFolder } from '../../build/scripts/setup/project.mjs';
import { runOrThrow } from '../../build/scripts/setup/run.mjs';

/**
 * Runs a script that prints one line of JSON, whose shape the caller names.
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function measureInChild(script, args) {
  return parseJson(await runOrThrow(process.execPath, ['--expose-gc', script, ...args]));
}

/**
 * The same with a script of this folder that opens a window.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export async function measureInWindow(name, args, env) {
  const [program, ...line] = onDisplay([process.execPath, path.join(import.meta.dirname, name), ...args]);
  return parseJson(await runOrThrow(program, line, { env, cwd: projectFolder }));
}
