// Runs Playwright on the built program: on the display there is, or on a virtual one.
import path from 'node:path';
import { onDisplay, testEnvironment } from './environment.mjs';
import { modulesFolder, projectFolder } from './project.mjs';
import { run } from './run.mjs';

/**
 * @param {readonly string[]} args of `playwright test`
 * @param {Record<string, string>} env
 */
export function runPlaywright(args, env) {
  const script = path.join(modulesFolder, '@playwright', 'test', 'cli.js');
  const [program, ...line] = onDisplay([process.execPath, script, 'test', ...args]);
  return run(program, line, { cwd: projectFolder, env: { ...testEnvironment(), ...env } });
}
