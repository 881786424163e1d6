// Runs Playwright on the built program: on the display there is, or on a virtual one.
import path from 'node:path';
import { hasDisplay, testEnvironment } from './environment.mjs';
import { projectFolder } from './project.mjs';
import { run } from './run.mjs';

/**
 * @param {readonly string[]} args of `playwright test`
 * @param {Record<string, string>} env
 */
export function runPlaywright(args, env) {
  const script = path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js');
  const command = [process.execPath, script, 'test', ...args];
  const onVirtualDisplay = ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x1200x24', ...command];
  const [program, ...rest] = hasDisplay ? command : onVirtualDisplay;
  return run(program, rest, { cwd: projectFolder, env: { ...testEnvironment(), ...env } });
}
