// Runs one measurement in a process of its own, so that no other one's memory and garbage come into it.
import { spawn } from 'node:child_process';
import { SetupError } from '../../build/scripts/setup/project.mjs';

/**
 * Runs a script that prints one line of JSON.
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<any>}
 */
export function measureInChild(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (part) => (output += part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new SetupError(`${script} ${args.join(' ')} ended with ${code}`));
    });
  });
}
