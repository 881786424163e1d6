// Runs scripts in a Windows Node: the real one on Windows, node.exe under Wine elsewhere. Under Wine it has administrator
// rights unless it is to have what Wine gives: from Wine 10 on, that is a limited token as UAC gives it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { testEnvironment } from '../scripts/setup/environment.mjs';
import { SetupError, cacheFolder } from '../scripts/setup/project.mjs';
import { prepareWindowsTools, windowsFolder, windowsNode } from './windows-tools.mjs';
import { hasWindowsSuite, hasWine, prepareWine, toWindowsPath, wineEnvironment } from './wine.mjs';

/**
 * @typedef {object} WindowsNodeOptions
 * @property {readonly string[]} [args] of the script
 * @property {readonly string[]} [nodeArgs]
 * @property {Record<string, string>} [env]
 * @property {boolean} [hasRights] under Wine: started with administrator rights; default true
 */

/**
 * @typedef {object} WindowsProcess
 * @property {Promise<number>} exited the exit code; -1 when it was killed or could not start
 * @property {() => string} readOutput what it has written until now, to stdout and stderr
 * @property {() => void} kill at once, as by `kill -9`
 * @property {() => void} forget removes the file with its output
 */

const elevator = path.join(windowsFolder, 'run-elevated.cjs');

/** @type {Promise<void> | undefined} */
let prepared;
/** @type {Promise<boolean> | undefined} */
let limited;

export function prepareWindowsNode() {
  prepared ??= prepare();
  return prepared;
}

async function prepare() {
  if (!hasWindowsSuite) throw new SetupError('there is neither Windows nor Wine here');
  fs.mkdirSync(windowsFolder, { recursive: true });
  if (!hasWine) return;
  await prepareWindowsTools();
  await prepareWine();
  fs.copyFileSync(path.join(import.meta.dirname, 'run-elevated.cjs'), elevator);
}

/** Whether this Wine starts programs without administrator rights. */
async function isLimited() {
  const { code, output } = await runWindowsNode(elevator, { args: ['--probe'], hasRights: false });
  const answer = output.trim().split(/\s+/u).at(-1);
  if (code !== 0 || (answer !== 'elevated' && answer !== 'limited'))
    throw new SetupError(`a Windows Node cannot tell its rights (${code}): ${output}`);
  return answer === 'limited';
}

/**
 * Starts a script that goes on running, e.g. one that listens on 127.0.0.1.
 * @param {string} scriptPath
 * @param {WindowsNodeOptions} [options]
 * @returns {Promise<WindowsProcess>}
 */
export async function startWindowsNode(scriptPath, { args = [], nodeArgs = [], env = {}, hasRights = true } = {}) {
  await prepareWindowsNode();
  const isRaised = hasWine && hasRights && (await (limited ??= isLimited()));
  const outputFolder = fs.mkdtempSync(path.join(cacheFolder, 'windows-output-'));
  const outputFile = path.join(outputFolder, 'output.txt');
  // Under Wine node.exe dies with EBADF when its standard handles are pipes.
  const output = fs.openSync(outputFile, 'a');
  const plainLine = [...nodeArgs, toWindowsPath(scriptPath), ...args];
  const nodeLine = isRaised ? [toWindowsPath(elevator), toWindowsPath(outputFile), ...plainLine] : plainLine;
  const [program, line] = hasWine ? ['wine', [windowsNode, ...nodeLine]] : [process.execPath, nodeLine];
  const child = spawn(program, line, {
    cwd: windowsFolder,
    env: { ...(hasWine ? wineEnvironment() : testEnvironment()), ...env },
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  fs.closeSync(output);
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code ?? -1));
  });
  return {
    exited,
    readOutput: () => fs.readFileSync(outputFile, 'utf8'),
    kill: () => void child.kill('SIGKILL'),
    forget: () => fs.rmSync(outputFolder, { recursive: true, force: true }),
  };
}

/**
 * Runs a script to its end.
 * @param {string} scriptPath
 * @param {WindowsNodeOptions & { timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>} code -1 when it ran out of time
 */
export async function runWindowsNode(scriptPath, { timeoutMs = 120_000, ...options } = {}) {
  const started = await startWindowsNode(scriptPath, options);
  const deadline = setTimeout(started.kill, timeoutMs);
  const code = await started.exited;
  clearTimeout(deadline);
  const output = started.readOutput();
  started.forget();
  return { code, output };
}
