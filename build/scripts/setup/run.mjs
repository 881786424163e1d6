// Starts child processes: argument arrays, never a shell, and never without an end
// that is waited for, so that an interrupted run leaves no process behind.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'capture' | readonly [number, number]} [output] where stdout and stderr go: two open
 *   files as the third choice; default 'inherit'
 * @property {number} [timeoutMs] after which the child and its children are killed
 * @property {{ sample: () => number, stalledMs: number }} [progress] killed as well when the sample stands still
 */

/**
 * @typedef {object} RunResult
 * @property {number} code -1 when the program could not be started or was killed
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { cwd, env, output = 'inherit', timeoutMs, progress } = options;
  return new Promise((resolve) => {
    // A group of its own is what lets a time-out reach the grandchildren.
    const hasOwnGroup = process.platform !== 'win32' && (timeoutMs !== undefined || progress !== undefined);
    const child = spawn(command, args, {
      cwd,
      env,
      detached: hasOwnGroup,
      stdio: standardHandles(output),
      windowsHide: output !== 'inherit',
    });
    /** @param {NodeJS.Signals} signal */
    const signalChild = (signal) => {
      if (child.pid === undefined) return;
      try {
        process.kill(hasOwnGroup ? -child.pid : child.pid, signal);
      } catch {
        // Already gone.
      }
    };
    const kill = () => signalChild('SIGKILL');
    // The terminal interrupts the children of our own group by itself.
    const onInterrupt = () => hasOwnGroup && signalChild('SIGTERM');
    const onTerminate = () => signalChild('SIGTERM');
    process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
    const deadline = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs);
    const watch = progress === undefined ? undefined : watchProgress(progress, kill);

    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    /** @param {number} code */
    const settle = (code) => {
      clearTimeout(deadline);
      clearInterval(watch);
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
      resolve({ code, stdout, stderr });
    };
    child.on('error', (error) => {
      stderr += error.message;
      settle(-1);
    });
    child.on('close', (code) => settle(code ?? -1));
  });
}

/**
 * @param {'inherit' | 'capture' | readonly [number, number]} output
 * @returns {import('node:child_process').StdioOptions}
 */
function standardHandles(output) {
  if (output === 'inherit') return 'inherit';
  return output === 'capture' ? ['ignore', 'pipe', 'pipe'] : ['ignore', ...output];
}

/**
 * @param {{ sample: () => number, stalledMs: number }} progress
 * @param {() => void} onStalled
 */
function watchProgress({ sample, stalledMs }, onStalled) {
  let last = sample();
  let changedAt = Date.now();
  return setInterval(() => {
    const now = sample();
    if (now !== last) {
      last = now;
      changedAt = Date.now();
    } else if (Date.now() - changedAt > stalledMs) {
      onStalled();
    }
  }, 1000);
}
