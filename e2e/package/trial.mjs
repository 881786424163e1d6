// Starts a package as a person would: as a command line without a display, and as a window.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { thisSystem } from '../../build/package/build-package.mjs';
import { nativeFiles } from '../../build/package/native-modules.mjs';
import { sandboxSwitches } from '../../build/scripts/setup/electron.mjs';
import { onDisplay, testEnvironment, withoutDisplay } from '../../build/scripts/setup/environment.mjs';
import { parseJson } from '../../build/scripts/setup/project.mjs';
import { run } from '../../build/scripts/setup/run.mjs';
import { executableIn } from './inspection.mjs';

/** One line of the log from each process; the words of the last two are in electron/contract/ipc/channels.ts. */
const markers = ['started ', 'port-wizard: preload has started', 'port-wizard: page has been drawn'];
const startTimeoutMs = 30_000;
const commandTimeoutMs = 30_000;
const settleMs = 2000;
/** As electron/elevation/worker/start.ts has it. */
const workerRefused = 2;
/** As docs/command-line.md has it. */
const invalidInput = 2;

/** @param {string} folder @param {string} userData @param {readonly string[]} args */
function commandLine(folder, userData, args) {
  const practice = process.platform === 'win32' ? ['--practice'] : [];
  return [executableIn(folder), ...sandboxSwitches(), `--user-data-dir=${userData}`, ...practice, ...args];
}

/** @param {readonly string[]} command @param {NodeJS.ProcessEnv} env */
function capture([program = '', ...args], env) {
  return run(program, args, { env, output: 'capture', timeoutMs: commandTimeoutMs });
}

/**
 * `status`, a backup, and a restore that reads the backup in a thread of its own from inside the archive.
 * @param {string} folder @param {string} userData
 */
export async function commandLineProblems(folder, userData) {
  const runs = /** @type {const} */ ([
    [['status'], 0, 'status'],
    [['backup'], 0, 'backup'],
    [['restore', 'latest', '--dry-run'], 4, null],
  ]);
  const problems = [];
  for (const [command, wantedCode, wantedKind] of runs) {
    const line = commandLine(folder, userData, [...command, '--json']);
    const { code, stdout, stderr } = await capture(line, withoutDisplay(testEnvironment()));
    const report = parsed(stdout);
    const isGood = code === wantedCode && report?.schemaVersion === 4 && report.resultKind === wantedKind;
    if (!isGood) problems.push(`${command.join(' ')} ended with ${code}: ${stdout}${stderr}`.trim());
  }
  return problems;
}

/**
 * Runs `export-collector`. `made` has the files by name, and is null where no folder was written.
 * @param {string} folder @param {string} userData
 */
export async function exportCollector(folder, userData) {
  const target = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-collector-'));
  try {
    const line = commandLine(folder, userData, ['export-collector', `--folder=${target}`, '--json']);
    const { code } = await capture(line, withoutDisplay(testEnvironment()));
    const [name] = fs.readdirSync(target);
    const names = name === undefined ? [] : fs.readdirSync(path.join(target, name));
    const files = names.map(
      (file) => /** @type {const} */ ([file, fs.readFileSync(path.join(target, name ?? '', file))]),
    );
    return { code, made: name === undefined ? null : new Map(files) };
  } finally {
    fs.rmSync(target, { recursive: true, force: true });
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {{ schemaVersion?: unknown, resultKind?: unknown } | null} */ (parseJson(text));
  } catch {
    return null;
  }
}

/**
 * The package as a worker: one that is started with credentials connects, and one that is meant for nothing ends as refused.
 * @param {string} folder @param {string} userData
 */
export async function workerProblems(folder, userData) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-'));
  const channel = crypto.randomBytes(16).toString('hex');
  // As electron/elevation/credentials.ts names it.
  const folderOfChannel = path.join(temporary, `ephemeral-port-wizard-${channel}`);
  fs.mkdirSync(folderOfChannel, { mode: 0o700 });
  const connected = new AbortController();
  const server = net.createServer((socket) => {
    connected.abort();
    socket.on('error', () => undefined).end();
  });
  try {
    await once(server.listen(path.join(folderOfChannel, 'worker')), 'listening');
    const env = withoutDisplay({ ...testEnvironment(), TMPDIR: temporary });
    const start = (/** @type {string} */ name) =>
      capture(commandLine(folder, userData, [`--elevated-worker=${name}`]), env);
    const met = await start(`${channel}.${'0'.repeat(64)}`);
    const astray = await start('nowhere');
    const refused = `a worker without credentials ended with ${astray.code}, wanted ${workerRefused}`;
    return [
      ...(connected.signal.aborted ? [] : [`the worker did not connect (ended with ${met.code}): ${met.stderr}`]),
      ...(astray.code === workerRefused ? [] : [refused]),
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
  const roles = [[], ['status'], [`--elevated-worker=${'0'.repeat(32)}.${'0'.repeat(64)}`]];
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
      const port = await freePort();
      const args = [...given.map((one) => one.replace('PORT', String(port))), ...(roles[index % 3] ?? [])];
      const ended = capture(onDisplay(commandLine(folder, userData, args)), testEnvironment());
      const isOpen = opensWhile(port, ended);
      const { code, stderr } = await ended;
      const started = args.join(' ');
      if (code !== invalidInput) problems.push(`${started} ended with ${code}: ${stderr}`.trim());
      if (await isOpen) problems.push(`${started} opened port ${port}`);
      if (stderr.includes('listening on')) problems.push(`${started}: ${stderr}`);
      if (fs.existsSync(trace)) problems.push(`${started} ran the script`);
    }
    return problems;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = net.createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = /** @type {net.AddressInfo} */ (server.address());
  await once(server.close(), 'close');
  return address.port;
}

/** Whether the port could be connected to before `ended`. @param {number} port @param {Promise<unknown>} ended */
async function opensWhile(port, ended) {
  const over = new AbortController();
  void ended.then(() => over.abort());
  while (!over.signal.aborted) {
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return true;
    await pause(20);
  }
  return false;
}

/**
 * Waits until each process has logged that it started, then ends them.
 * @param {string} folder @param {string} userData
 */
export async function windowProblems(folder, userData) {
  const [program, ...args] = onDisplay(commandLine(folder, userData, []));
  const hasOwnGroup = process.platform !== 'win32';
  const child = spawn(program, args, { env: testEnvironment(), stdio: 'ignore', detached: hasOwnGroup });
  const over = new AbortController();
  child.once('exit', () => over.abort()).once('error', () => over.abort());
  const file = path.join(userData, 'logs', 'main.log');
  const logText = () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const missing = () => markers.filter((marker) => !logText().includes(marker));
  const deadline = Date.now() + startTimeoutMs;
  while (!over.signal.aborted && missing().length > 0 && Date.now() < deadline) await pause(200);
  // The threads start with the window, and log their trouble.
  if (!over.signal.aborted) await pause(settleMs);
  const problems = missing().map((marker) => `the log does not have "${marker.trim()}"`);
  problems.push(...(logText().match(/^.*\bEPW-[0-9A-F]{8}\b.*$/gmu) ?? []));
  if (!over.signal.aborted && child.pid !== undefined) {
    // On Windows this ends the main process at once, and the others follow it.
    process.kill(hasOwnGroup ? -child.pid : child.pid, 'SIGTERM');
    await once(over.signal, 'abort');
  }
  return problems;
}

/**
 * Whether a measurement of the sockets of this computer loads the native modules: the window starts with simulated ones.
 * @param {string} folder @param {string} userData
 */
export async function nativeModuleProblems(folder, userData) {
  if (process.platform !== 'linux') return [];
  const [program = '', ...args] = commandLine(folder, userData, ['diagnose', '--for=60', '--json']);
  const child = spawn(program, args, { env: withoutDisplay(testEnvironment()), stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) return ['the package cannot be started'];
  const deadline = Date.now() + startTimeoutMs;
  let problems = notLoaded(pid);
  while (problems.length > 0 && child.exitCode === null && Date.now() < deadline) {
    await pause(200);
    problems = notLoaded(pid);
  }
  if (child.exitCode === null) process.kill(-pid, 'SIGTERM');
  await ended;
  return problems;
}

/**
 * Native modules that no process of the group has loaded: the program would run without them, and measure the slow way.
 * @param {number} group
 */
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
  const missing = nativeFiles(thisSystem).filter((name) => !mapped.includes(name));
  return missing.map((name) => `${name} has not been loaded`);
}
