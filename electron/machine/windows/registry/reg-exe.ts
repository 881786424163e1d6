// Exports a key with Windows' own reg.exe, and tells where that is forbidden.
// Protects: a private folder for the file, gone afterwards; no file is ever taken for an export that was not a success.
// With administrator rights nothing is written where others can write: they could put a link in the place of the file.
import { access, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryTypes } from '../../../contract/registry/stored-value';
import type { RegExeState } from '../../interfaces/system';
import { isProcessElevated } from '../win32/process-elevation';
import { keyAccess, readKeyValue, withKey, type KeyLocation } from './registry-key';
import { runProgram } from '../win32/run-program';
import { systemProgram } from '../win32/system-folder';
import { loadWin32, type Win32 } from '../win32/win32-api';

/** Exports a key; null where reg.exe gives no file. */
export type RegExe = (location: KeyLocation) => Promise<Uint8Array | null>;

const timeoutMs = 30_000;
const folderPrefix = 'export-';
/** Milliseconds after which no export can still be going on. */
const leftOverMs = 10 * timeoutMs;

/** Where Group Policy keeps "Prevent access to registry editing tools", for the user and for the machine. */
const policyKeys = (['HKEY_CURRENT_USER', 'HKEY_LOCAL_MACHINE'] as const).map((root): KeyLocation => ({
  root,
  path: 'Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System',
}));

/**
 * What `reg export` writes for the key (64-bit view): UTF-16LE with BOM. Null where reg.exe is missing, blocked by
 * policy, or did not end well: the backup then comes from our own codec. The file is written in a folder of its own
 * in `within`, which must exist.
 */
export async function exportKey({ root, path }: KeyLocation, within: string): Promise<Uint8Array | null> {
  let folder: string | null = null;
  try {
    if ((await regExeState()) !== 'usable') return null;
    folder = await mkdtemp(join(within, folderPrefix));
    const file = join(folder, 'export.reg');
    const run = await runProgram(
      await systemProgram('reg.exe'),
      ['export', `${root}\\${path}`, file, '/y', '/reg:64'],
      timeoutMs,
    );
    return run.exitCode === 0 ? await readFile(file) : null;
  } catch {
    return null;
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Exports of this process: in `machineFolder` with administrator rights, otherwise among the user's temporary files. */
export function exportsOf(machineFolder: string): RegExe {
  return async (location) => {
    if (!isProcessElevated(await loadWin32())) return exportKey(location, tmpdir());
    await removeLeftOvers(machineFolder);
    return exportKey(location, machineFolder);
  };
}

/** What a process that was ended in the middle of an export left behind. */
async function removeLeftOvers(machineFolder: string): Promise<void> {
  const names = await readdir(machineFolder).catch((): string[] => []);
  for (const folder of names.filter((name) => name.startsWith(folderPrefix)).map((name) => join(machineFolder, name))) {
    const made = await stat(folder).catch(() => null);
    if (made && Date.now() - made.mtimeMs > leftOverMs)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether reg.exe is there and allowed. The registry API works in any case. */
export async function regExeState(): Promise<RegExeState> {
  const api = await loadWin32();
  for (const key of policyKeys) {
    if (await isBlockedBy(api, key)) return 'blocked-by-policy';
  }
  const file = await systemProgram('reg.exe');
  return access(file).then(
    (): RegExeState => 'usable',
    (): RegExeState => 'missing',
  );
}

/** DisableRegistryTools is a DWORD: 1 blocks the tools, 2 blocks silent imports too (Group Policy, System.admx). */
async function isBlockedBy(api: Win32, location: KeyLocation): Promise<boolean> {
  const value = await withKey(api, 'registry.read', location, keyAccess.queryValue, (key) =>
    readKeyValue(api, key, 'DisableRegistryTools'),
  );
  if (!value.ok || value.value === null) return false;
  const { type, data } = value.value;
  return type === registryTypes.REG_DWORD && data.length === 4 && Buffer.from(data).readUInt32LE() !== 0;
}
