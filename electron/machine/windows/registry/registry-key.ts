// Reads values and sub-keys of one registry key through advapi32: every type, any size, the 64-bit view.
// Protects: what is returned was one state of the key; a key that changes while it is listed is listed again.
import { failure, success, type Result } from '../../../contract/errors/result';
import type { RegistryKey, RegistryValue } from '../../interfaces/registry';
import { wide, type Handle, type Ref, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromOpening, windowsError } from '../win32/windows-error';

type RegistryFunctions = Pick<
  Win32,
  'regOpenKeyEx' | 'regCloseKey' | 'regQueryInfoKey' | 'regEnumKeyEx' | 'regEnumValue' | 'regQueryValueEx'
>;

/** Predefined keys of winreg.h, as the signed numbers that HKEY extends from 32 bits. */
export const registryRoots = {
  HKEY_CURRENT_USER: -0x7fff_ffff,
  HKEY_LOCAL_MACHINE: -0x7fff_fffe,
} as const;
export type RegistryRoot = keyof typeof registryRoots;

/** A key by its root and the path below it. */
export interface KeyLocation {
  readonly root: RegistryRoot;
  readonly path: string;
}

/** Rights of winnt.h, always with KEY_WOW64_64KEY: the same key whatever the bitness of this process. */
export const keyAccess = { read: 0x2_0019 | 0x100, queryValue: 0x1 | 0x100, setValue: 0x2 | 0x1 | 0x100 } as const;

/** How often a key that keeps changing is listed before giving up. */
const listings = 8;
/** The longest names that Windows allows, in UTF-16 code units with the terminator. */
const longestValueName = 16_384;
const longestKeyName = 256;
/** Room for nearly every value, in bytes. Windows clears or copies what it is offered: a large buffer makes each call slow. */
const usualDataSize = 4096;

/** Opens the key, hands it to `use`, and closes it. Never creates it. Fails with KEY_MISSING. */
export async function withKey<T>(
  api: Pick<Win32, 'regOpenKeyEx' | 'regCloseKey'>,
  action: 'registry.read' | 'registry.write' | 'registry.delete' | 'system.read',
  location: KeyLocation,
  access: number,
  use: (key: Handle) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  const key: Ref<Handle> = [0];
  const opened = api.regOpenKeyEx(registryRoots[location.root], wide(location.path), 0, access, key);
  if (opened !== windowsError.SUCCESS) return failure(errorFromOpening(action, opened));
  try {
    return await use(key[0]);
  } finally {
    api.regCloseKey(key[0]);
  }
}

/** The key with everything below it, values and sub-keys in the order of Windows. */
export async function readKeyTree(api: RegistryFunctions, location: KeyLocation): Promise<Result<RegistryKey>> {
  const own = await withKey(api, 'registry.read', location, keyAccess.read, (key) => listKey(api, key));
  if (!own.ok) return own;
  const subkeys: RegistryKey[] = [];
  for (const name of own.value.subkeyNames) {
    if (name.includes('\0'))
      return failure(
        unreadable(`a sub-key of ${location.path} has a NUL in its name, which the Win32 API cannot open`),
      );
    const subkey = await readKeyTree(api, { root: location.root, path: `${location.path}\\${name}` });
    if (subkey.ok) subkeys.push(subkey.value);
    // A sub-key that was deleted since it was listed is not part of the key any more.
    else if (subkey.error.code !== 'KEY_MISSING') return subkey;
  }
  return success({ name: location.path.slice(location.path.lastIndexOf('\\') + 1), values: own.value.values, subkeys });
}

/** One value by name, without regard to case, or null when the key has none; the empty name is the default value. */
export function readKeyValue(api: RegistryFunctions, key: Handle, name: string): Result<RegistryValue | null> {
  let capacity = 1024;
  for (let attempt = 0; attempt < listings; attempt += 1) {
    const data = Buffer.alloc(capacity);
    const type: Ref = [0];
    const length: Ref = [capacity];
    const code = api.regQueryValueEx(key, wide(name), null, type, data, length);
    if (code === windowsError.SUCCESS)
      return success({ name, type: type[0], data: Uint8Array.from(data.subarray(0, length[0])) });
    if (code === windowsError.FILE_NOT_FOUND) return success(null);
    if (code !== windowsError.MORE_DATA) return failure(errorFromCode('registry.read', code, 'RegQueryValueExW'));
    capacity = grown(length[0], capacity);
  }
  return failure(unreadable('the value grew at every attempt'));
}

interface Listing {
  readonly values: RegistryValue[];
  readonly subkeyNames: string[];
}

/** Lists one key until its time of last write is the same before and after. */
function listKey(api: RegistryFunctions, key: Handle): Result<Listing> {
  let previous = describe(api, key);
  for (let attempt = 0; attempt < listings; attempt += 1) {
    if (!previous.ok) return previous;
    const values = listValues(api, key);
    if (!values.ok) return values;
    const subkeyNames = listSubkeys(api, key);
    if (!subkeyNames.ok) return subkeyNames;
    const now = describe(api, key);
    if (now.ok && isSameState(previous.value, now.value) && values.value.length === now.value.values) {
      return success({ values: values.value, subkeyNames: subkeyNames.value });
    }
    previous = now;
  }
  return failure(unreadable('another program wrote to the key while it was being read, at every attempt'));
}

interface KeyState {
  readonly lastWrite: bigint;
  readonly values: number;
  readonly subkeys: number;
  readonly longestData: number;
}

function describe(api: RegistryFunctions, key: Handle): Result<KeyState> {
  const subkeys: Ref = [0];
  const values: Ref = [0];
  const longestData: Ref = [0];
  const lastWrite = Buffer.alloc(8);
  const code = api.regQueryInfoKey(
    key,
    null,
    null,
    null,
    subkeys,
    [0],
    null,
    values,
    [0],
    longestData,
    null,
    lastWrite,
  );
  if (code !== windowsError.SUCCESS) return failure(errorFromCode('registry.read', code, 'RegQueryInfoKeyW'));
  return success({
    lastWrite: lastWrite.readBigUInt64LE(),
    values: values[0],
    subkeys: subkeys[0],
    longestData: longestData[0],
  });
}

function isSameState(a: KeyState, b: KeyState): boolean {
  return (
    a.lastWrite === b.lastWrite && a.values === b.values && a.subkeys === b.subkeys && a.longestData === b.longestData
  );
}

function listValues(api: RegistryFunctions, key: Handle): Result<RegistryValue[]> {
  const values: RegistryValue[] = [];
  const name = Buffer.alloc(longestValueName * 2);
  const usual = Buffer.alloc(usualDataSize);
  let data = usual;
  for (let index = 0; ;) {
    const nameLength: Ref = [longestValueName];
    const type: Ref = [0];
    const dataLength: Ref = [data.length];
    const code = api.regEnumValue(key, index, name, nameLength, null, type, data, dataLength);
    if (code === windowsError.NO_MORE_ITEMS) return success(values);
    if (code === windowsError.MORE_DATA) {
      // Same index again with room for it; it may even have grown once more meanwhile.
      data = Buffer.alloc(grown(dataLength[0], data.length));
      continue;
    }
    if (code !== windowsError.SUCCESS) return failure(errorFromCode('registry.read', code, 'RegEnumValueW'));
    values.push({
      name: name.toString('utf16le', 0, nameLength[0] * 2),
      type: type[0],
      data: Uint8Array.from(data.subarray(0, dataLength[0])),
    });
    index += 1;
    data = usual;
  }
}

function listSubkeys(api: RegistryFunctions, key: Handle): Result<string[]> {
  const names: string[] = [];
  const name = Buffer.alloc(longestKeyName * 2);
  for (let index = 0; ; index += 1) {
    const nameLength: Ref = [longestKeyName];
    const code = api.regEnumKeyEx(key, index, name, nameLength, null, null, null, null);
    if (code === windowsError.NO_MORE_ITEMS) return success(names);
    if (code !== windowsError.SUCCESS) return failure(errorFromCode('registry.read', code, 'RegEnumKeyExW'));
    names.push(name.toString('utf16le', 0, nameLength[0] * 2));
  }
}

/** Room for what Windows asked for, and never less than twice what was too small. */
function grown(asked: number, had: number): number {
  return Math.max(asked, had * 2);
}

function unreadable(detail: string) {
  return { code: 'MACHINE_FAILED', action: 'registry.read', windowsCode: null, detail } as const;
}
