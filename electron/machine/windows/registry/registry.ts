// The registry port on Windows: reads through advapi32, writes REG_DWORD through registry-js and the rest through advapi32.
// Protects: only the one key is touched, it is never created, and nothing is written by a process without the rights.
import type * as registryJsModule from 'registry-js';
import type { MachineAction } from '../../../contract/errors/errors';
import { registryTypes } from '../../../contract/registry/stored-value';
import { failure, success, type Result } from '../../../contract/errors/result';
import type { Registry, RegistryValue } from '../../interfaces/registry';
import { isProcessElevated } from '../win32/process-elevation';
import type { RegExe } from './reg-exe';
import { keyAccess, readKeyTree, readKeyValue, withKey, type KeyLocation } from './registry-key';
import { answered, loadWin32, wide, type Handle, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromException, windowsError } from '../win32/windows-error';

/** Tcpip\Parameters. */
export const parametersKey: KeyLocation = {
  root: 'HKEY_LOCAL_MACHINE',
  path: 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
};

type RegistryJs = Pick<typeof registryJsModule, 'setValue' | 'HKEY' | 'RegistryValueType'>;

/** What the suite puts in the place of the real parts. */
export interface RegistryParts {
  readonly isElevated: (api: Win32) => boolean;
  readonly registryJs: () => Promise<RegistryJs>;
  /** How the key is exported; without a way, the backup comes from our own codec. */
  readonly regExe: RegExe;
}

const realParts: RegistryParts = {
  isElevated: isProcessElevated,
  registryJs: () => import('registry-js'),
  regExe: () => Promise.resolve(null),
};

/** The registry port on `location`; the program itself only ever uses `parametersKey`. */
export function windowsRegistry(
  location: KeyLocation = parametersKey,
  replaced: Partial<RegistryParts> = {},
): Registry {
  const parts = { ...realParts, ...replaced };
  return {
    readTree: () => withApi('registry.read', (api) => readKeyTree(api, location)),
    readValue: (name) =>
      withApi('registry.read', async (api) => {
        if (!isAddressable(name))
          return failure(errorFromCode('registry.read', windowsError.INVALID_PARAMETER, 'RegQueryValueExW'));
        return withKey(api, 'registry.read', location, keyAccess.queryValue, (key) => readKeyValue(api, key, name));
      }),
    writeValue: (value) =>
      withApi('registry.write', async (api) => {
        if (!parts.isElevated(api)) return failure({ code: 'NOT_ELEVATED', action: 'registry.write' });
        if (!isAddressable(value.name))
          return failure(errorFromCode('registry.write', windowsError.INVALID_PARAMETER, 'RegSetValueExW'));
        // Opened first with the rights of the write: a refusal has its number here, and nothing was touched.
        return withKey(api, 'registry.write', location, keyAccess.setValue, async (key) => {
          const written = isForRegistryJs(value)
            ? writeDword(api, key, await parts.registryJs(), location, value)
            : writeBytes(api, key, value);
          return written.ok ? flush(api, 'registry.write', key) : written;
        });
      }),
    deleteValue: (name) =>
      withApi('registry.delete', async (api) => {
        if (!parts.isElevated(api)) return failure({ code: 'NOT_ELEVATED', action: 'registry.delete' });
        if (!isAddressable(name))
          return failure(errorFromCode('registry.delete', windowsError.INVALID_PARAMETER, 'RegDeleteValueW'));
        return withKey(api, 'registry.delete', location, keyAccess.setValue, (key) => {
          const code = api.regDeleteValue(key, wide(name));
          if (code === windowsError.FILE_NOT_FOUND) return success(null);
          if (code !== windowsError.SUCCESS) return failure(errorFromCode('registry.delete', code, 'RegDeleteValueW'));
          return flush(api, 'registry.delete', key);
        });
      }),
    exportFile: async () => success(await parts.regExe(location)),
  };
}

/** The Win32 API ends a name at its first NUL: asking for the longer name would reach another value. */
function isAddressable(name: string): boolean {
  return !name.includes('\0');
}

/** registry-js takes the number as text, and names through UTF-8: a lone surrogate would arrive as another name. */
function isForRegistryJs({ name, type, data }: RegistryValue): boolean {
  return type === registryTypes.REG_DWORD && data.length === 4 && Buffer.from(name, 'utf8').toString('utf8') === name;
}

function writeDword(
  api: Win32,
  key: Handle,
  registryJs: RegistryJs,
  location: KeyLocation,
  value: RegistryValue,
): Result<null> {
  const number = Buffer.from(value.data).readUInt32LE();
  if (setsValue(registryJs, location, value.name, String(number))) return success(null);
  // registry-js says `false`, or throws, without the number of the error: the same call once more tells it.
  return writeBytes(api, key, value);
}

function setsValue(registryJs: RegistryJs, { root, path }: KeyLocation, name: string, data: string): boolean {
  try {
    return registryJs.setValue(registryJs.HKEY[root], path, name, registryJs.RegistryValueType.REG_DWORD, data);
  } catch {
    return false;
  }
}

/**
 * RegSetValueExW looks one character past a text without terminator, and stores a NUL that it finds there along with
 * the text: behind our data stands none, so that every value is stored with the length that it had.
 */
const noTerminator = Buffer.from([0xff, 0xff, 0xff, 0xff]);

function writeBytes(api: Win32, key: Handle, { name, type, data }: RegistryValue): Result<null> {
  const code = api.regSetValueEx(key, wide(name), 0, type, Buffer.concat([data, noTerminator]), data.length);
  return code === windowsError.SUCCESS
    ? success(null)
    : failure(errorFromCode('registry.write', code, 'RegSetValueExW'));
}

/** Waits until Windows has put the change on the disk; off the main thread, for it may take its time. */
async function flush(api: Win32, action: MachineAction, key: Handle): Promise<Result<null>> {
  const code = await answered<number>([], (done) => api.regFlushKey.async(key, done));
  return code === windowsError.SUCCESS ? success(null) : failure(errorFromCode(action, code, 'RegFlushKey'));
}

async function withApi<T>(action: MachineAction, use: (api: Win32) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await use(await loadWin32());
  } catch (exception) {
    return failure(errorFromException(action, exception));
  }
}
