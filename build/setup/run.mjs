// Starts child processes: argument arrays, never a shell, and never without an end
// that is waited for.
import { spawn } from 'node:child_process'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'capture'} [output] what happens to stdout and stderr; default 'inherit'
 * @property {number} [timeoutMs] after which the whole process group is killed
 * @property {number} [silenceMs] the same, when nothing was printed for so long (needs 'capture')
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
  const { cwd, env, output = 'inherit', timeoutMs, silenceMs } = options
  return new Promise((resolve) => {
    const canKillGroup = process.platform !== 'win32' && (timeoutMs !== undefined || silenceMs !== undefined)
    const child = spawn(command, args, {
      cwd,
      env,
      detached: canKillGroup,
      stdio: output === 'capture' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: true,
    })
    let stdout = ''
    let stderr = ''
    /** @type {NodeJS.Timeout | undefined} */
    let silence
    const kill = () => {
      if (!canKillGroup || child.pid === undefined) return void child.kill('SIGKILL')
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        child.kill('SIGKILL')
      }
    }
    const restartSilence = () => {
      clearTimeout(silence)
      if (silenceMs !== undefined) silence = setTimeout(kill, silenceMs)
    }
    const deadline = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs)
    restartSilence()
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      restartSilence()
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
      restartSilence()
    })
    const settle = (/** @type {number} */ code) => {
      clearTimeout(deadline)
      clearTimeout(silence)
      resolve({ code, stdout, stderr })
    }
    child.on('error', (error) => {
      stderr += error.message
      settle(-1)
    })
    child.on('close', (code) => settle(code ?? -1))
  })
}
