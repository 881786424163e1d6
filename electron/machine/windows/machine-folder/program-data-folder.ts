// The machine folder on Windows: below ProgramData, readable by everybody and writable by administrators alone.
// Protects: a folder that anybody else owns, may write to, or has put a link in the place of, is refused, never mended; so is
// one that holds such a thing.
import { win32 } from 'node:path';
import { failure, success, type Result } from '../../../contract/errors/result';
import type { MachineFolder } from '../../interfaces/storage';
import { lockFile } from '../../common/change-lock';
import { contentsProblem } from './folder-contents';
import { administrators } from '../win32/folder-rights';
import { objectReader, type ObjectReader } from '../win32/open-object';
import { keyAccess, readKeyValue, withKey } from '../registry/registry-key';
import { createSecureFile, createSecureFolder, loadSecurity, type SecurityFunctions } from '../win32/security-api';
import { windowsProgram } from '../win32/system-folder';
import { loadWin32 } from '../win32/win32-api';
import { windowsError } from '../win32/windows-error';

/** Owner: the administrators. Full control for SYSTEM and them, reading for users; nothing is inherited from above. */
export const folderRights = 'O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
/** The installer makes the folder of this name. */
const folderName = 'Ephemeral Port Wizard';

/** The machine folder of this Windows. */
export async function programDataFolder(): Promise<MachineFolder> {
  return secureFolder(win32.join(await programData(), folderName));
}

/** `trusted` are the accounts that may own the folder, and what is in it, and write to it. */
export function secureFolder(path: string, trusted: readonly string[] = administrators): MachineFolder {
  const known = new Map<string, string>();
  let reader: ObjectReader | null = null;
  const look = async (): Promise<Result<null>> => {
    try {
      const api = await loadSecurity();
      reader ??= objectReader(api);
      const found = await contentsProblem(api, reader, { path, trusted, known });
      return found === null ? success(null) : failure({ code: 'FOLDER_NOT_TRUSTED', folder: path, ...found });
    } catch (exception) {
      return failure({
        code: 'FOLDER_NOT_TRUSTED',
        folder: path,
        child: null,
        problem: 'unreadable',
        detail: String(exception),
      });
    }
  };
  // One after the other, since they share their memory of what was right; who comes while one waits shares that one.
  let looking: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Result<null>> | null = null;
  const check = (): Promise<Result<null>> => {
    waiting ??= looking.then(() => {
      waiting = null;
      return look();
    });
    looking = waiting;
    return waiting;
  };
  return {
    path,
    check,
    acquireLock: async () => heldFile(await loadSecurity(), win32.join(path, lockFile)),
    async prepare() {
      try {
        const code = createSecureFolder(await loadSecurity(), path, folderRights);
        if (code !== windowsError.SUCCESS && code !== windowsError.ALREADY_EXISTS) {
          return failure({
            code: 'STORAGE_FAILED',
            detail: `${path}: CreateDirectoryW failed with Windows error ${code}`,
          });
        }
      } catch (exception) {
        return failure({ code: 'STORAGE_FAILED', detail: `${path}: ${String(exception)}` });
      }
      return check();
    },
  };
}

/** Who may only read must not hold the file either: opening it for reading would be in the way of the next turn. */
const turnRights = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)';

function heldFile(api: SecurityFunctions, file: string): (() => void) | null {
  const held = createSecureFile(api, file, turnRights);
  if (typeof held === 'object') return () => void api.closeHandle(held.file);
  if (held === windowsError.SHARING_VIOLATION) return null;
  throw new Error(`${file}: CreateFileW failed with Windows error ${held}`);
}

const profileList = {
  root: 'HKEY_LOCAL_MACHINE',
  path: 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList',
} as const;

/**
 * Where Windows keeps ProgramData, as the registry says. The environment, which a user may set, is not asked:
 * `%SystemDrive%` is taken from the folder of Windows.
 */
async function programData(): Promise<string> {
  const api = await loadWin32();
  const drive = win32.parse(await windowsProgram('')).root;
  const read = await withKey(api, 'system.read', profileList, keyAccess.queryValue, (key) =>
    readKeyValue(api, key, 'ProgramData'),
  );
  const text =
    read.ok && read.value
      ? Buffer.from(read.value.data)
          .toString('utf16le')
          .replace(/\0[\s\S]*$/, '')
      : '';
  return programDataFrom(text, drive);
}

/** `text` is what the registry says, `drive` the root of the drive of Windows. What is no plain absolute path is not used. */
export function programDataFrom(text: string, drive: string): string {
  const path = text.replace(/^%SystemDrive%\\?/i, () => drive);
  return /^[A-Za-z]:\\[^%]+$/.test(path) ? path : win32.join(drive, 'ProgramData');
}
