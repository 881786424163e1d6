// Runs Playwright on the built program: on the display there is, or on a virtual one.
import path from 'node:path';
import { hasDisplay, onVirtualDisplay, testEnvironment } from './environment.mjs';
import { projectFolder } from './project.mjs';
import { run } from './run.mjs';

/**
 * @param {readonly string[]} args of `playwright test`
 * @param {Record<string, string>} env
 */
export function runPlaywright(args, env) {
  const script = path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js');
  const node = process.execPath;
  const options = { cwd: projectFolder, env: { ...testEnvironment(), ...env } };
  if (hasDisplay) return run(node, [script, 'test', ...args], options);
  const [program = '', ...screen] = onVirtualDisplay();
  return run(program, [...screen, node, script, 'test', ...args], options);
}
