// What the specs of the installer share: where it puts things, running it silently, and what was there before and after.
// Under Wine alone: on a real Windows it would need administrator rights, and change the machine.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { invalidHandle, loadSecurity } from '../../electron/machine/windows/win32/security-api';
import { wide } from '../../electron/machine/windows/win32/win32-api';
import { isWine, regExe, tryRegExe } from './throw-away-key';

export const product = 'Ephemeral Port Wizard';
export const programFiles = 'C:\\Program Files';
export const programFolder = join(programFiles, product);
export const mainProgram = `${product}.exe`;
export const programData = 'C:\\ProgramData';
export const dataFolder = join(programData, product);
export const entry = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\io.github.ephemeral-port-wizard';
export const installer = process.env.EPW_INSTALLER ?? '';

/** As docs/installer.md promises them. */
export const exitCodes = { done: 0, files: 2, inUse: 4, programFolder: 5, machineFolder: 6 } as const;

/** Why a test of the installer cannot run here; false where it can. */
export async function whyNot(): Promise<string | false> {
  return (await isWine()) && installer !== '' ? false : 'needs Wine and an installer';
}

/** Nothing installed and no machine folder, before and after the tests of a group. */
export function cleanMachine(): void {
  before(removeAll);
  after(removeAll);
}

/** Takes away by hand whatever an installer may have left. */
export async function removeAll(): Promise<void> {
  if (await whyNot()) return;
  for (const folder of [programFolder, ...(await dataFolders()).map((name) => join(programData, name))])
    await rm(folder, { recursive: true, force: true });
  await tryRegExe('delete', entry, '/f', '/reg:64');
}

/** The exit code of a silent run. Without pipes: Wine's services would inherit and hold them. */
export async function silently(program: string, ...args: readonly string[]): Promise<number | null> {
  // NSIS takes what follows /D= and _?= to the end of the line, without quotes.
  const child = spawn(program, ['/S', ...args], { stdio: 'ignore', windowsVerbatimArguments: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** Removes what is installed in a folder, and waits for it: without `_?=` the uninstaller goes on in a copy of itself. */
export function uninstall(folder = programFolder): Promise<number | null> {
  return silently(join(folder, 'Uninstall.exe'), `_?=${folder}`);
}

export async function untilGone(path: string): Promise<void> {
  for (let left = 150; existsSync(path); left -= 1) {
    assert.ok(left > 0, `${path} is still there`);
    await setTimeout(200);
  }
}

/** The entry goes last, after the folder. */
export async function untilUnlisted(): Promise<void> {
  for (let left = 50; await isListed(); left -= 1) {
    assert.ok(left > 0, 'the entry is still there');
    await setTimeout(200);
  }
}

const genericRead = 0x8000_0000;
const shareReadAndWrite = 3;
const openExisting = 3;
const backupSemantics = 0x0200_0000;

/** Does something while a file or folder is held open, so that nobody can delete or rename it. */
export async function withHeld(path: string, use: () => Promise<void>): Promise<void> {
  const api = await loadSecurity();
  const held = api.createFile(wide(path), genericRead, shareReadAndWrite, null, openExisting, backupSemantics, 0);
  assert.notEqual(Number(held), invalidHandle, `${path}: Windows error ${api.getLastError()}`);
  try {
    await use();
  } finally {
    api.closeHandle(held);
  }
}

/** The machine folder and what was set aside. */
export async function dataFolders(): Promise<string[]> {
  return (await readdir(programData)).filter((name) => name.startsWith(product));
}

/** A value of the entry among the installed programs. */
export async function value(name: string): Promise<string> {
  return (await regExe('query', entry, '/v', name, '/reg:64')).trim().split(/ {4}/).at(-1) ?? '';
}

export async function isListed(): Promise<boolean> {
  return (await tryRegExe('query', entry, '/reg:64')).exitCode === 0;
}

/** All there is to see of an installation: each file with size and time, the entry, the folders in ProgramData. */
export async function installation(folder = programFolder): Promise<readonly string[]> {
  const names = existsSync(folder) ? (await readdir(folder, { recursive: true })).sort() : [];
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
  return [...files, (await tryRegExe('query', entry, '/s', '/reg:64')).output, ...(await dataFolders())];
}

/** A program that goes on until it is ended: the Windows Node of this suite, started from where it is told to lie. */
export async function startProgram(path: string): Promise<ChildProcess> {
  const child = spawn(path, ['-e', 'setInterval(() => undefined, 60_000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}

export async function endProgram(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
