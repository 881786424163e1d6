// The real executable as a command line: no display, no window, the exit codes and streams that scripts rely on.
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { realDisk } from '../electron/machine/common/disk';
import { openPracticeMachine } from '../electron/machine/practice/practice-machine';
import { unmeasuredComputer } from '../electron/machine/practice/unmeasured-computer';
import { exitCodes } from '../electron/cli/exit-codes';
import { reportSchema, type Report } from '../electron/cli/report';
import { newUserData, Practice } from './fixtures/practice';
import { isRoot, isWindows, practiceSwitches, removeFolder } from './fixtures/system';

const projectFolder = resolve(import.meta.dirname, '..');
const electron = z.string().parse(createRequire(import.meta.url)('electron'));

/** What Chromium itself says on Linux: no system bus there, or a helper of its own that sees the process end first. */
const chromiumRemarks = /^\[[\d:/.]+:ERROR:(?:bus|zygote_linux)\.cc[^\n]*\n/gm;

let userData: string;
let practice: Practice;
test.beforeEach(async () => {
  userData = await newUserData();
  practice = new Practice(userData);
});
test.afterEach(() => removeFolder(userData));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a display, as a service or an RMM agent would; `line` is parted at its blanks. */
function run(line: string | readonly string[], before = [`--user-data-dir=${userData}`]): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY']) Reflect.deleteProperty(env, name);
  const command = typeof line === 'string' ? line.split(' ') : line;
  const args = [projectFolder, ...(isRoot ? ['--no-sandbox'] : []), ...practiceSwitches, ...before, ...command];
  return new Promise((done) => {
    execFile(electron, args, { env, timeout: 30_000 }, (error, stdout, stderr) =>
      done({
        code: error ? (typeof error.code === 'number' ? error.code : -1) : 0,
        stdout,
        stderr: stderr.replace(chromiumRemarks, ''),
      }),
    );
  });
}

/** What this system makes of an exit code: outside Windows it has eight bits. */
const asReturned = (code: number) => (isWindows ? code : code & 0xff);

async function json(
  line: string | readonly string[],
  before?: string[],
): Promise<Report & { code: number; stderr: string }> {
  const command = typeof line === 'string' ? line.split(' ') : line;
  const { code, stdout, stderr } = await run([...command, '--json'], before);
  expect(stdout).toMatch(/^[\x20-\x7e]+\n$/);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(code).toBe(asReturned(report.exitCode));
  expect(stderr).toBe(report.error ? `${report.summary}\n` : '');
  return { ...report, code, stderr };
}

test('carries a change from plan to undo, with the exit codes of the documentation', async () => {
  expect(await json('plan --max-user-port 65534')).toMatchObject({ exitCode: 0, resultKind: 'plan', isPractice: true });
  expect(await json('apply --max-user-port 65534 --time-wait-delay 30 --dry-run')).toMatchObject({
    exitCode: 0,
    isDryRun: true,
  });
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.backups()).toHaveLength(0);

  const applied = await json(
    'apply --max-user-port 65534 --time-wait-delay 30 --yes --accept-side-effects --ticket INC0012345',
  );
  expect(applied).toMatchObject({ exitCode: exitCodes.restartNeeded, resultKind: 'outcome' });
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.backups()).toHaveLength(1);
  expect(await json('apply --max-user-port 65534 --time-wait-delay 30 --yes --accept-side-effects')).toMatchObject({
    exitCode: exitCodes.alreadyAsWanted,
  });
  expect(await json('verify')).toMatchObject({ exitCode: exitCodes.restartNeeded });
  await json('undo --yes');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect((await practice.changes())[0]).toMatchObject({ ticketNumber: 'INC0012345' });
  expect((await practice.changes()).map(({ state, reason }) => [reason, state])).toEqual([
    ['apply', 'undone'],
    ['undo', 'applied'],
  ]);
});

test('ends its text with a summary of one line, and leaves standard error empty', async () => {
  const { code, stdout, stderr } = await run('status');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    'MaxUserPort not set, TcpTimedWaitDelay not set, range 1025-5000 (3976 ports)',
  );
  expect(stdout).toContain('Practice: simulated');
});

test('writes nothing without --yes, and says on both streams what is wrong with invalid input', async () => {
  expect(await json('apply --max-user-port 65534')).toMatchObject({
    exitCode: exitCodes.invalidInput,
    error: { code: 'INVALID_INPUT' },
  });
  expect(await json('apply --max-user-port 4999 --yes')).toMatchObject({
    exitCode: exitCodes.invalidInput,
    error: { code: 'OUT_OF_RANGE' },
  });
  const { code, stdout, stderr } = await run('frobnicate');
  expect(code).toBe(2);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('There is no command frobnicate.');
  expect(stderr).toBe('There is no command frobnicate.\n');
});

test('names a folder that cannot be used for the program, and does nothing', async () => {
  const file = join(userData, 'file');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/nowhere'] : [])]) {
    for (const command of ['status', 'apply --max-user-port 65534 --yes', 'backup']) {
      const line = [...command.split(' '), `--user-data-dir=${folder}`];
      const { exitCode, code, summary, error } = await json(line, []);
      expect({ exitCode, code, error: error?.code }).toEqual({ exitCode: 2, code: 2, error: 'INVALID_INPUT' });
      expect(summary).toMatch(
        /^The app can't write to its folder .* \(E[A-Z]+\)\. Name another one with --user-data-dir=FOLDER\.$/,
      );
      expect(summary).toContain(folder);
    }
  }
  expect(await json('status --user-data-dir=relative', [])).toMatchObject({
    exitCode: 2,
    summary: expect.stringContaining('"relative" isn\'t a full path'),
  });
});

test('takes a log that cannot be written for no failure, and leaves standard error empty', async () => {
  await writeFile(join(userData, 'logs'), 'a file where the folder should be');
  expect(await json('status')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await json('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({
    exitCode: exitCodes.restartNeeded,
    stderr: '',
  });
  await rm(join(userData, 'practice', 'windows.json'));
  await mkdir(join(userData, 'practice', 'windows.json'));
  const { exitCode, summary } = await json('status');
  expect(exitCode).toBe(exitCodes.failed);
  expect(summary, 'no log is named that is not there').not.toContain('in its log');
});

const exporting = ['export-commands', '--max-user-port', '65534', '--folder'];

test('writes scripts for another machine by export-commands, and changes nothing on this one', async () => {
  const { resultKind, result, summary } = await json([...exporting, userData]);
  expect(resultKind).toBe('plan');
  const { folder } = z.looseObject({ folder: z.string() }).parse(result);
  expect(dirname(folder)).toBe(userData);
  expect(summary).toContain(folder);
  expect(await readFile(join(folder, 'apply.reg'), 'utf16le')).toContain('"MaxUserPort"=dword:0000fffe');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.backups()).toHaveLength(0);
});

test('says of export-commands that its folder is not there, and makes none', async () => {
  const missing = join(userData, 'missing');
  const { exitCode, error, summary } = await json([...exporting, missing]);
  expect({ exitCode, code: error?.code }).toEqual({ exitCode: exitCodes.invalidInput, code: 'INVALID_INPUT' });
  expect(summary).toBe(`The folder ${missing} doesn't exist. Create it first, or name another one.`);
  expect(await readdir(userData).catch(() => [])).not.toContain('missing');
});

test('needs no machine for help, and leaves no file', async () => {
  const { code, stdout, stderr } = await run('apply --help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('--max-user-port');
  expect(await readFile(join(userData, 'practice', 'windows.json')).catch(() => null)).toBeNull();
});

test('changes a dynamic port range of Windows 11: side effects in the plan, at once in effect, proved, and undone', async () => {
  expect(await json('plan --range 10000:55535')).toMatchObject({
    exitCode: exitCodes.failed,
    error: { code: 'NO_DYNAMIC_RANGES' },
  });
  await playWindows11();
  expect(await json('plan --range 10000:55535')).toMatchObject({
    exitCode: 0,
    result: {
      changes: [{ range: 'ipv4Tcp', after: { start: 10000, number: 55535 } }, { range: 'ipv6Tcp' }],
      sideEffects: [
        { code: 'NO_BLOCK_FOR_WSL', severity: 'severe' },
        { code: 'LOW_RESERVATIONS' },
        { code: 'EXCLUDED_INSIDE', ports: 310 },
        { code: 'EXCLUDED_CUT' },
      ],
    },
  });
  expect((await run('plan --range 10000:55535')).stdout).toContain('Before you apply: Serious: WSL is running');
  expect(await json('apply --range 10000:55535 --ipv4-only --dry-run')).toMatchObject({
    exitCode: 0,
    isDryRun: true,
    result: { changes: [{ range: 'ipv4Tcp' }] },
  });
  const refused = await json('apply --range 1024:64511 --yes');
  expect(refused).toMatchObject({
    exitCode: exitCodes.invalidInput,
    error: { code: 'OUT_OF_RANGE', min: 1025, max: 65281 },
  });
  expect(refused.summary).toContain('Windows accepts 1025 to 65281');

  const serious = await json('apply --range 10000:55535 --yes');
  expect(serious).toMatchObject({
    exitCode: exitCodes.invalidInput,
    error: { code: 'SIDE_EFFECTS', effects: [{ code: 'NO_BLOCK_FOR_WSL' }, { code: 'LOW_RESERVATIONS' }] },
  });
  expect(serious.summary).toContain('WSL is running');
  expect(await json('apply --range 10000:55535 --yes --accept-side-effects')).toMatchObject({
    exitCode: 0,
    resultKind: 'outcome',
    result: { verdict: 'took-effect' },
  });
  expect(await json('apply --range 10000:55535 --yes')).toMatchObject({ exitCode: exitCodes.alreadyAsWanted });
  expect(await json('verify')).toMatchObject({
    exitCode: 0,
    result: {
      verdict: 'took-effect',
      effectiveRange: { start: 10000, last: 65534 },
      proof: {
        probe: 'done',
        rows: [{ verdict: 'took-effect' }, { verdict: 'took-effect' }],
        reports: [{ ip: 'ipv4', isSimulated: true, finding: 'new-port' }, { ip: 'ipv6' }],
      },
    },
  });
  expect((await run('verify')).stdout).toMatch(/IPv4: simulated, \d+ ports from the simulated range/);
  expect(await json('status')).toMatchObject({
    result: {
      values: [
        { name: 'MaxUserPort', default: null },
        { name: 'TcpTimedWaitDelay', default: 120 },
      ],
    },
  });
  expect(await json('undo --yes')).toMatchObject({ exitCode: 0 });
  expect(await json('status')).toMatchObject({ result: { effectiveRange: { start: 49152, number: 16384 } } });

  expect(await json('apply --range default --time-wait-delay 30 --yes')).toMatchObject({
    exitCode: exitCodes.restartNeeded,
    result: { record: { changes: [{ name: 'TcpTimedWaitDelay' }] } },
  });
});

/** The practice machine begins as Windows Server 2003; this puts a freshly installed Windows 11 in its place. */
async function playWindows11(): Promise<void> {
  const machine = await openPracticeMachine(join(userData, 'practice'), realDisk, unmeasuredComputer);
  await machine.practice?.reset('windows11');
}
