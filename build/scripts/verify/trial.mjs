// Starts a package as a person would: as a command line without a display, and as a window.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { sandboxSwitches } from '../setup/electron-runtime.mjs';
import { hasDisplay, onVirtualDisplay, testEnvironment } from '../setup/environment.mjs';
import { run } from '../setup/run.mjs';
import { thisSystem } from '../../package/build-package.mjs';
import { executableIn } from './inspection.mjs';
import { nativeFiles } from '../../package/native-modules.mjs';

/** One line of the log from each process; the words of the last two are in electron/contract/ipc/channels.ts. */
const markers = ['started ', 'port-wizard: preload has started', 'port-wizard: page has been drawn'];
const startTimeoutMs = 30_000;
const commandTimeoutMs = 30_000;
const settleMs = 2000;
/** As electron/elevation/worker/start.ts has it. */
const workerRefused = 2;
/** As docs/command-line.md has it. */
const invalidInput = 2;

/** `status`, a backup, and a restore that reads the backup in a thread of its own from inside the archive.
 * @param {string} folder @param {string} userData */
export async function commandLineProblems(folder, userData) {
  const env = testEnvironment();
  delete env.DISPLAY;
  delete env.WAYLAND_DISPLAY;
  /** @type {readonly [readonly string[], number, string | null][]} */
  const runs = [
    [['status'], 0, 'status'],
    [['backup'], 0, 'backup'],
    [['restore', 'latest', '--dry-run'], 4, null],
  ];
  const problems = [];
  for (const [command, wantedCode, wantedKind] of runs) {
    const args = [...switches(userData), ...command, '--json'];
    const { code, stdout, stderr } = await run(executableIn(folder), args, {
      env,
      output: 'capture',
      timeoutMs: commandTimeoutMs,
    });
    const report = parsed(stdout);
    const isGood = code === wantedCode && report?.schemaVersion === 3 && report.resultKind === wantedKind;
    if (!isGood) problems.push(`${command.join(' ')} ended with ${code}: ${stdout}${stderr}`.trim());
  }
  return problems;
}

/** @param {string} userData */
function switches(userData) {
  return [...sandboxSwitches(), `--user-data-dir=${userData}`, ...(process.platform === 'win32' ? ['--practice'] : [])];
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The package as a worker: started for a meeting it comes to it, and one that is meant for nothing ends as refused.
 * @param {string} folder @param {string} userData */
export async function workerProblems(folder, userData) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-'));
  const channel = crypto.randomBytes(16).toString('hex');
  // As electron/elevation/credentials.ts names it.
  const meeting = path.join(temporary, `ephemeral-port-wizard-${channel}`);
  fs.mkdirSync(meeting, { mode: 0o700 });
  let hasCome = false;
  const server = net.createServer((socket) => {
    hasCome = true;
    socket.on('error', () => undefined).end();
  });
  try {
    await new Promise((resolve) => server.listen(path.join(meeting, 'worker'), () => resolve(null)));
    const env = { ...testEnvironment(), TMPDIR: temporary };
    delete env.DISPLAY;
    delete env.WAYLAND_DISPLAY;
    const start = (/** @type {string} */ argument) =>
      run(executableIn(folder), [...switches(userData), argument], {
        env,
        output: 'capture',
        timeoutMs: commandTimeoutMs,
      });
    const met = await start(`--elevated-worker=${channel}.${'0'.repeat(64)}`);
    const astray = await start('--elevated-worker=nowhere');
    return [
      ...(hasCome ? [] : [`the worker did not come to its meeting (ended with ${met.code}): ${met.stderr}`]),
      ...(astray.code === workerRefused
        ? []
        : [`a worker without a meeting ended with ${astray.code}, wanted ${workerRefused}`]),
    ];
  } finally {
    server.close();
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Switches of Chromium, Electron and Node by which a program or a debugger would come into the processes: as a window, as a
 * command and as a worker the package ends with exit code 2 before they act, no script runs and no port opens.
 * @param {string} folder @param {string} userData
 */
export async function switchProblems(folder, userData) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-'));
  const trace = path.join(temporary, 'trace');
  const script = path.join(temporary, 'script.sh');
  fs.writeFileSync(script, `#!/bin/sh\ntouch '${trace}'\nexec "$@"\n`, { mode: 0o755 });
  const worker = `--elevated-worker=${'0'.repeat(32)}.${'0'.repeat(64)}`;
  /** @type {readonly (readonly string[])[]} */
  const launches = [
    ['--no-zygote', `--gpu-launcher=${script}`, `--renderer-cmd-prefix=${script}`, `--utility-cmd-prefix=${script}`],
    [`-gpu-launcher=${script}`, '-no-zygote'],
    [`--browser-subprocess-path=${script}`],
    ['--remote-debugging-port=PORT'],
    ['--inspect=127.0.0.1:PORT'],
    ['--inspect-brk=127.0.0.1:PORT'],
    ['--remote-debugging-pipe'],
    ['--js-flags=--expose-gc'],
    ['--disable-web-security'],
  ];
  const problems = [];
  try {
    for (const [index, given] of launches.entries()) {
      const started = /** @type {const} */ ([[], ['status'], [worker]])[index % 3] ?? [];
      const port = await freePort();
      const args = [...switches(userData), ...given.map((one) => one.replace('PORT', String(port))), ...started];
      const program = [executableIn(folder), ...args];
      const command = hasDisplay ? program : ['xvfb-run', '--auto-servernum', ...program];
      const ended = run(command[0] ?? '', command.slice(1), {
        env: testEnvironment(),
        output: 'capture',
        timeoutMs: commandTimeoutMs,
      });
      const isOpen = opensWhile(port, ended);
      const { code, stderr } = await ended;
      if (code !== invalidInput) problems.push(`${args.slice(1).join(' ')} ended with ${code}: ${stderr}`.trim());
      if (await isOpen) problems.push(`${args.slice(1).join(' ')} opened port ${port}`);
      if (stderr.includes('listening on')) problems.push(`${args.slice(1).join(' ')}: ${stderr}`);
      if (fs.existsSync(trace)) problems.push(`${args.slice(1).join(' ')} ran the script`);
    }
    return problems;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} */
function freePort() {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Whether the port could be connected to before `ended`. @param {number} port @param {Promise<unknown>} ended */
async function opensWhile(port, ended) {
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  while (isRunning) {
    /** @type {boolean} */
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
    });
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** Waits until each process has said that it started, then ends them.
 * @param {string} folder @param {string} userData */
export async function windowProblems(folder, userData) {
  const program = [executableIn(folder), ...switches(userData)];
  const command = hasDisplay ? program : [...onVirtualDisplay(), ...program];
  const hasOwnGroup = process.platform !== 'win32';
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: testEnvironment(),
    stdio: 'ignore',
    detached: hasOwnGroup,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  const file = path.join(userData, 'logs', 'main.log');
  const logText = () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const missing = () => {
    const text = logText();
    return markers.filter((marker) => !text.includes(marker));
  };
  const deadline = Date.now() + startTimeoutMs;
  while (isRunning && missing().length > 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 200));
  // The threads start with the window, and tell of their trouble in the log.
  if (isRunning) await new Promise((resolve) => setTimeout(resolve, settleMs));
  const problems = missing().map((marker) => `the log does not say "${marker.trim()}"`);
  if (isRunning && process.platform === 'linux' && child.pid !== undefined) problems.push(...notLoaded(child.pid));
  problems.push(...(logText().match(/^.*\bEPW-[0-9A-F]{8}\b.*$/gmu) ?? []));
  if (isRunning && child.pid !== undefined) process.kill(hasOwnGroup ? -child.pid : child.pid, 'SIGTERM');
  await ended;
  return problems;
}

/** Native modules that no process of the group has loaded: the program would run without them, and measure the slow way.
 * @param {number} group */
function notLoaded(group) {
  let mapped = '';
  for (const id of fs.readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      // "pid (name) state parent group ...": the name may hold blanks and brackets.
      const [, , itsGroup] = fs.readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      if (Number(itsGroup) === group) mapped += fs.readFileSync(`/proc/${id}/maps`, 'utf8');
    } catch {
      // Ended meanwhile.
    }
  }
  return nativeFiles(thisSystem)
    .filter((name) => !mapped.includes(name))
    .map((name) => `${name} has not been loaded`);
}
