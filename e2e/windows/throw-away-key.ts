// Keys that the suite may do anything with, and reg.exe as the witness that is not our code.
// Protects: on a real Windows only a key below HKCU is touched; the machine's own key is used under Wine alone.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import { exportKey } from '../../electron/machine/windows/registry/reg-exe';
import { windowsRegistry, type RegistryParts } from '../../electron/machine/windows/registry/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { runProgram } from '../../electron/machine/windows/win32/run-program';
import { systemProgram } from '../../electron/machine/windows/win32/system-folder';
import type { Registry } from '../../electron/machine/interfaces/registry';

let wineAnswer: Promise<boolean> | null = null;

/** True under Wine, whose ntdll has a function of its own. */
export function isWine(): Promise<boolean> {
  wineAnswer ??= askForWine();
  return wineAnswer;
}

async function askForWine(): Promise<boolean> {
  const { default: koffi } = await import('koffi');
  try {
    koffi.load('ntdll.dll').func('const char *wine_get_version()');
    return true;
  } catch {
    return false;
  }
}

const testFolder = 'Software\\Ephemeral Port Wizard Test';

/** The full path as reg.exe and .reg files write it. */
export function pathOf({ root, path }: KeyLocation): string {
  return `${root}\\${path}`;
}

/** A new empty key below HKCU; `remove` takes it away with everything below it. */
export async function throwAwayKey(): Promise<{ location: KeyLocation; remove: () => Promise<void> }> {
  const location: KeyLocation = { root: 'HKEY_CURRENT_USER', path: `${testFolder}\\${randomUUID()}` };
  // Imported, because `reg add` without a value gives the key an empty default value under Wine.
  await regImport(regFile(location, []));
  return {
    location,
    async remove() {
      await regExe('delete', pathOf(location), '/f', '/reg:64');
    },
  };
}

/** The registry port on a key of the suite; a key below HKCU may be written without elevation. */
export function registryOn(location: KeyLocation, replaced: Partial<RegistryParts> = {}): Registry {
  return windowsRegistry(location, { isElevated: () => true, regExe: (key) => exportKey(key, tmpdir()), ...replaced });
}

/** Runs reg.exe, and fails the test when it does not end well. */
export async function regExe(...args: readonly string[]): Promise<string> {
  const run = await tryRegExe(...args);
  assert.equal(run.exitCode, 0, `reg.exe ${args.join(' ')}: ${run.output}`);
  return run.output;
}

export async function tryRegExe(...args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const { exitCode, stdout, stderr } = await runProgram(await systemProgram('reg.exe'), args, 60_000);
  return { exitCode, output: Buffer.concat([stdout, stderr]).toString('latin1') };
}

/** Lets reg.exe import the bytes of a .reg file. */
export async function regImport(bytes: Uint8Array): Promise<void> {
  await inFolder(async (folder) => {
    const file = join(folder, 'import.reg');
    await writeFile(file, bytes);
    await regExe('import', file, '/reg:64');
  });
}

/** The bytes of what reg.exe exports. */
export async function regExport(location: KeyLocation): Promise<Buffer> {
  return inFolder(async (folder) => {
    const file = join(folder, 'export.reg');
    await regExe('export', pathOf(location), file, '/y', '/reg:64');
    return readFile(file);
  });
}

/** A .reg file with the key of the article put in the place of `location`, so that the backup recognises it. */
export function asParametersKey(exported: Uint8Array, location: KeyLocation): Uint8Array {
  const text = Buffer.from(exported).toString('utf16le');
  return Buffer.from(text.replaceAll(`[${pathOf(location)}`, `[${parametersKeyPath}`), 'utf16le');
}

/** The bytes of a .reg file with these lines below the key. */
export function regFile(location: KeyLocation, lines: readonly string[]): Uint8Array {
  const text = ['Windows Registry Editor Version 5.00', '', `[${pathOf(location)}]`, ...lines, ''].join('\r\n');
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

/** UTF-16LE with the terminating NUL, as Windows stores REG_SZ. */
export function wideText(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'port-wizard-suite-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Major version of Wine, e.g. 8; null on Windows. */
export async function wineMajor(): Promise<number | null> {
  if (!(await isWine())) return null;
  const { default: koffi } = await import('koffi');
  const version: unknown = koffi.load('ntdll.dll').func('const char *wine_get_version()')();
  return Number.parseInt(String(version), 10);
}
