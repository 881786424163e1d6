// Hostile lists of arguments on the real Electron: each process ends by itself, says one line, and never as much as
// looks for a display.
import { execFile } from 'node:child_process';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { hostileLists } from '../electron/app/hostile-arguments.fixture';
import { newUserData } from './fixtures/practice';
import { isRoot, isWindows, practiceSwitches, removeFolder } from './fixtures/system';

const projectFolder = resolve(import.meta.dirname, '..');
const electron = z.string().parse(createRequire(import.meta.url)('electron'));
/** What Chromium itself says on Linux: see docs/command-line.md. */
const chromiumRemarks = /^\[[\d:/.]+:ERROR:(?:bus|zygote_linux)\.cc[^\n]*\n/gm;
/** Ends the process as one that would have hung. */
const boundMs = 20_000;
const atOnce = 2;

interface Ended {
  readonly args: readonly string[];
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let display: Display;
test.beforeEach(async () => {
  folder = await newUserData();
  display = await openDisplay();
});
test.afterEach(async () => {
  await display.close();
  await removeFolder(folder);
});

/** All hundred are read in electron/app/start-arguments.test.ts; of these here each is a process of its own, and takes its time. */
const startedOf = 2;

test('ends by itself with one line, and without a window, for every second of a hundred hostile lists of arguments', async () => {
  test.setTimeout(180_000);
  test.skip(isWindows, 'the display is a socket');
  const trace = join(folder, 'trace');
  const place = { script: join(folder, 'script.sh'), folder: join(folder, 'files'), file: join(folder, 'file') };
  const home = join(folder, 'home');
  await mkdir(home);
  await writeFile(place.file, '');
  await writeFile(place.script, `#!/bin/sh\ntouch '${trace}'\nexec "$@"\n`, { mode: 0o755 });
  const all = hostileLists(place);
  expect(all).toHaveLength(100);
  const lists = all.filter((_, index) => index % startedOf === 0);

  const waiting = [...lists];
  const ended: Ended[] = [];
  const work = async () => {
    for (let args = waiting.shift(); args; args = waiting.shift()) ended.push(await start(args, home, boundMs));
  };
  await Promise.all(Array.from({ length: atOnce }, work));

  const wrong = ended.filter(({ code, stderr }) => code !== 2 || !/^[^\n]+\n$/.test(stderr));
  expect(
    wrong.map(({ args, code, stderr }) => ({
      args: args.map((arg) => arg.slice(0, 60)),
      code,
      stderr: stderr.slice(0, 500),
    })),
  ).toEqual([]);
  expect(
    ended.filter(({ stderr }) => /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/.test(stderr)).map(({ args }) => args),
  ).toEqual([]);
  expect(ended).toHaveLength(50);
  expect(display.visits(), 'nobody came to the display').toBe(0);
  await expect(access(trace)).rejects.toThrow(/ENOENT/);
  // Nothing was kept: no log, no backup, no practice machine, no profile of a window.
  expect(await filesBelow(home)).toEqual([]);
  expect(await filesBelow(place.folder)).toEqual([]);
});

test('says nothing on standard error for help and version, and brings the window itself to the display', async () => {
  test.skip(isWindows, 'the display is a socket');
  const home = join(folder, 'home');
  await mkdir(home);
  for (const args of [['help'], ['--help'], ['-h'], ['help', 'apply'], ['--version'], ['-v'], ['version']]) {
    const { code, stdout, stderr } = await start(args, home, boundMs);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    expect(stdout).toMatch(
      args.some((argument) => argument.includes('v')) ? /^Ephemeral Port Wizard \d+\.\d+\.\d+\n$/ : /^Usage: /,
    );
  }
  expect(display.visits()).toBe(0);
  await start([`--user-data-dir=${join(folder, 'window')}`], home, boundMs);
  expect(display.visits(), 'the detector of this file works').toBeGreaterThan(0);
});

for (const how of ['throw error', 'void Promise.reject(error)']) {
  for (const [as, args] of [
    ['a command', ['status', '--json']],
    ['a worker', [`--elevated-worker=${'0'.repeat(32)}.${'0'.repeat(64)}`]],
  ] as const) {
    test(`ends ${as} with one line after an exception that nobody catches: ${how}`, async () => {
      const home = join(folder, 'home');
      await mkdir(home);
      // Runs in the process of the program as soon as the program has begun to listen for such exceptions, beside that of Electron.
      const preload = join(folder, 'preload.cjs');
      const attempt = `setImmediate(() => { if (process.listenerCount('uncaughtException') < 2) attempt(); else { const error = new Error('planted\\nforged'); ${how}; } });`;
      await writeFile(preload, `function attempt() { ${attempt} }\nattempt();\n`);
      // Windows tells the program where the home is, whatever the environment says.
      const ownHome = isWindows ? [...practiceSwitches, `--user-data-dir=${home}`] : [];
      const { code, stdout, stderr } = await start([...args, ...ownHome], home, boundMs, ['-r', preload]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^[^\n]*planted forged\n$/) });
      if (stdout !== '') expect(JSON.parse(stdout)).toMatchObject({ exitCode: 1, error: { code: 'UNEXPECTED' } });
      expect(display.visits()).toBe(0);
    });
  }
}

test('says on standard error that the usual folder of the window cannot be written, and does not start', async () => {
  test.skip(isWindows, 'the display is a socket');
  const home = join(folder, 'home');
  await writeFile(home, '');
  const { code, stderr } = await start([], home, boundMs);
  expect(stderr.split('\n')[0]).toMatch(
    /^Ephemeral Port Wizard can't start: it can't write to its folder .*home.* \(E[A-Z]+\)\.$/,
  );
  // There is no display for the dialog here, and Chromium ends the process itself.
  expect(code).not.toBe(0);
});

/** Runs the program with `args` and with `home` as what the environment calls home; `before` is for Electron. */
function start(args: readonly string[], home: string, timeout: number, before: readonly string[] = []): Promise<Ended> {
  const env = { ...process.env, ...display.environment, HOME: home, XDG_CONFIG_HOME: home };
  const all = [...before, projectFolder, ...(isRoot ? ['--no-sandbox'] : []), ...args];
  return new Promise((done) => {
    execFile(electron, all, { env, timeout, killSignal: 'SIGKILL', cwd: folder }, (error, stdout, stderr) =>
      done({
        args,
        code: error ? (error.code ?? error.signal ?? 'unknown') : 0,
        stdout,
        stderr: stderr.replace(chromiumRemarks, ''),
      }),
    );
  });
}

interface Display {
  readonly environment: NodeJS.ProcessEnv;
  /** How many connections were made to it. */
  readonly visits: () => number;
  readonly close: () => Promise<void>;
}

/** Something that a program takes for an X display: it counts who comes, and shows them the door. Windows has none. */
async function openDisplay(): Promise<Display> {
  if (isWindows) return { environment: {}, visits: () => 0, close: () => Promise.resolve() };
  const sockets = '/tmp/.X11-unix';
  await mkdir(sockets, { recursive: true, mode: 0o1777 });
  let visits = 0;
  for (let number = 7_000; ; number += 1) {
    const server = createServer((socket) => {
      visits += 1;
      socket.on('error', () => undefined).destroy();
    });
    if (!(await listens(server, join(sockets, `X${number}`)))) continue;
    return {
      environment: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: undefined, XAUTHORITY: undefined },
      visits: () => visits,
      close: () => new Promise((done) => server.close(() => done())),
    };
  }
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(false) : fail(error)));
    server.listen(path, () => done(true));
  });
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}
