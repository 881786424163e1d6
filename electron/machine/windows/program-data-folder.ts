// The machine folder on Windows: below ProgramData, readable by everybody and writable by administrators alone.
// Protects: a folder that anybody else owns, may write to, or has put a link in the place of, is refused, never mended.
import { win32 } from 'node:path';
import type { FolderProblem } from '../../contract/errors';
import { failure, success, type Result } from '../../contract/result';
import type { MachineFolder } from '../machine';
import { turnFile } from '../one-change';
import { administrators, rightsProblem } from './folder-rights';
import { keyAccess, readKeyValue, withKey } from './registry-key';
import { createSecureFile, createSecureFolder, invalidHandle, loadSecurity, objectKind, securityText, type SecurityFunctions } from './security-api';
import { windowsProgram } from './system-folder';
import { loadWin32, wide } from './win32-api';
import { windowsError } from './windows-error';

/** Owner: the administrators. Full control for SYSTEM and them, reading for users; nothing is inherited from above. */
export const folderRights = 'O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
/** The installer makes the folder of this name. */
const folderName = 'Ephemeral Port Wizard';

/** The machine folder of this Windows. */
export async function programDataFolder(): Promise<MachineFolder> {
  return secureFolder(win32.join(await programData(), folderName));
}

/** `trusted` are the accounts that may own the folder and write to it. */
export function secureFolder(path: string, trusted: readonly string[] = administrators): MachineFolder {
  const check = async (): Promise<Result<null>> => {
    try {
      return checked(await loadSecurity(), path, trusted);
    } catch (exception) {
      return refused(path, 'unreadable', String(exception));
    }
  };
  return {
    path,
    check,
    takeTurn: async () => heldFile(await loadSecurity(), win32.join(path, turnFile)),
    async prepare() {
      try {
        const code = createSecureFolder(await loadSecurity(), path, folderRights);
        if (code !== windowsError.SUCCESS && code !== windowsError.ALREADY_EXISTS) {
          return failure({ code: 'STORAGE_FAILED', detail: `${path}: CreateDirectoryW failed with Windows error ${code}` });
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

const readControl = 0x2_0000;
const readAttributes = 0x80;
const shareAll = 0x7;
const openExisting = 3;
/** To open a folder at all, and what lies at the path itself instead of what it may lead to. */
const openFlags = 0x0200_0000 | 0x0020_0000;
const attribute = { directory: 0x10, reparsePoint: 0x400 } as const;

/** Everything is asked of one open handle, so that nothing can be exchanged between two questions. */
function checked(api: SecurityFunctions, path: string, trusted: readonly string[]): Result<null> {
  const folder = api.createFile(wide(path), readControl | readAttributes, shareAll, null, openExisting, openFlags, 0);
  if (Number(folder) === invalidHandle) {
    const code = api.getLastError();
    const isMissing = code === windowsError.FILE_NOT_FOUND || code === windowsError.PATH_NOT_FOUND;
    return isMissing ? success(null) : refused(path, 'unreadable', `CreateFileW failed with Windows error ${code}`);
  }
  try {
    const information = Buffer.alloc(52);
    if (api.fileInformation(folder, information) === 0) return refused(path, 'unreadable', `GetFileInformationByHandle: ${api.getLastError()}`);
    const attributes = information.readUInt32LE(0);
    if ((attributes & attribute.directory) === 0 || (attributes & attribute.reparsePoint) !== 0) {
      return refused(path, 'link', `attributes 0x${attributes.toString(16)}`);
    }
    const found = rightsProblem(securityText(api, folder, objectKind.file), trusted);
    return found ? refused(path, found.problem, found.detail) : success(null);
  } finally {
    api.closeHandle(folder);
  }
}

function refused(folder: string, problem: FolderProblem, detail: string): Result<never> {
  return failure({ code: 'FOLDER_NOT_TRUSTED', folder, problem, detail });
}

const profileList = { root: 'HKEY_LOCAL_MACHINE', path: 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList' } as const;

/**
 * Where Windows keeps ProgramData, as the registry says. The environment, which a user may set, is not asked:
 * `%SystemDrive%` is taken from the folder of Windows.
 */
async function programData(): Promise<string> {
  const api = await loadWin32();
  const drive = win32.parse(await windowsProgram('')).root;
  const read = await withKey(api, 'system.read', profileList, keyAccess.queryValue, (key) => readKeyValue(api, key, 'ProgramData'));
  const text = read.ok && read.value ? Buffer.from(read.value.data).toString('utf16le').replace(/\0[\s\S]*$/, '') : '';
  return programDataFrom(text, drive);
}

/** `text` is what the registry says, `drive` the root of the drive of Windows. What is no plain absolute path is not used. */
export function programDataFrom(text: string, drive: string): string {
  const path = text.replace(/^%SystemDrive%\\?/i, () => drive);
  return /^[A-Za-z]:\\[^%]+$/.test(path) ? path : win32.join(drive, 'ProgramData');
}
