// Starts child processes: argument arrays, never a shell, and never without an end that is waited for, so that an
// interrupted run leaves no process behind.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { SetupError } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'capture' | readonly [number, number]} [output] where stdout and stderr go: two open files as the
 * third choice; default 'inherit'
 * @property {number} [timeoutMs] after which the child and its children are killed
 * @property {AbortSignal} [signal] kills them as well
 */

/** @typedef {{ code: number, stdout: string, stderr: string }} RunResult the code is -1 for what was killed or could not start */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd, env, output = 'inherit', timeoutMs, signal } = {}) {
  return new Promise((resolve) => {
    // A group of its own is what lets a time-out reach the grandchildren.
    const hasOwnGroup = process.platform !== 'win32' && (timeoutMs !== undefined || signal !== undefined);
    const handles = output === 'capture' ? /** @type {const} */ (['pipe', 'pipe']) : output;
    const child = spawn(command, args, {
      cwd,
      env,
      detached: hasOwnGroup,
      stdio: handles === 'inherit' ? 'inherit' : ['ignore', ...handles],
      windowsHide: output !== 'inherit',
    });
    /** @param {NodeJS.Signals} name */
    const end = (name) => {
      try {
        if (child.pid === undefined) return;
        if (process.platform === 'win32') endTree(child.pid);
        else process.kill(hasOwnGroup ? -child.pid : child.pid, name);
      } catch {
        // Already gone.
      }
    };
    const kill = () => end('SIGKILL');
    // The terminal interrupts the children of our own group by itself.
    const onInterrupt = () => hasOwnGroup && end('SIGTERM');
    const onTerminate = () => end('SIGTERM');
    process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
    signal?.addEventListener('abort', kill);
    const deadline = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs);

    const text = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ part) => (text.stdout += part));
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ part) => (text.stderr += part));
    /** @param {number} code */
    const settle = (code) => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', kill);
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
      resolve({ code, ...text });
    };
    child.on('error', (error) => {
      text.stderr += error.message;
      settle(-1);
    });
    child.on('close', (code) => settle(code ?? -1));
  });
}

/** Windows has no groups of processes: the child and all below it, at once. @param {number} id */
function endTree(id) {
  const taskkill = path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  spawnSync(taskkill, ['/pid', String(id), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
}

/**
 * Runs a program that has to succeed, and hands back what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 * @throws {SetupError} with the end of what it printed
 */
export async function runOrThrow(command, args, options) {
  const { code, stdout, stderr } = await run(command, args, { output: 'capture', ...options });
  if (code === 0) return stdout;
  const end = `${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n');
  throw new SetupError(`${[command, ...args].join(' ')} ended with ${code}:\n${end}`);
}
