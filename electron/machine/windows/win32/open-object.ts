// Files and folders looked at through one open handle each: what they are, whose, and what is in them.
// Protects: everything is asked of one handle, so that nothing can be exchanged between two questions; what lies at a path
// is opened itself, and not what it may lead to.
import { invalidHandle, securityReader, type SecurityFunctions } from './security-api';
import { wide, type Handle } from './win32-api';
import { windowsError } from './windows-error';

const readControl = 0x2_0000;
const readAttributes = 0x80;
const listFolder = 0x1;
const shareAll = 0x7;
const openExisting = 3;
/** FILE_FLAG_BACKUP_SEMANTICS, to open a folder at all, and FILE_FLAG_OPEN_REPARSE_POINT. */
const openFlags = 0x0200_0000 | 0x0020_0000;
const fileAttribute = { directory: 0x10, reparsePoint: 0x400 } as const;

export interface ObjectFacts {
  readonly isFolder: boolean;
  /** A link, junction or another reparse point. */
  readonly isLink: boolean;
  /** Names that the file has on its volume; 1 is usual. */
  readonly links: number;
  /** Owner and access list. */
  readonly sddl: string;
}

export type Opened<T> =
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly windowsCode: number }
  | { readonly kind: 'read'; readonly value: T };

export interface ObjectReader {
  /** Opens `path` (absolute) and hands `use` the handle and what it is. Throws when Windows does not answer about it. */
  open<T>(path: string, use: (facts: ObjectFacts, handle: Handle) => T, isListed?: boolean): Opened<T>;
}

export function objectReader(api: SecurityFunctions): ObjectReader {
  const information = Buffer.alloc(52);
  const security = securityReader(api);
  return {
    open(path, use, isListed = false) {
      const access = readControl | readAttributes | (isListed ? listFolder : 0);
      const object = api.createFile(wide(longPath(path)), access, shareAll, null, openExisting, openFlags, 0);
      if (Number(object) === invalidHandle) {
        const windowsCode = api.getLastError();
        const isMissing = windowsCode === windowsError.FILE_NOT_FOUND || windowsCode === windowsError.PATH_NOT_FOUND;
        return isMissing ? { kind: 'missing' } : { kind: 'failed', windowsCode };
      }
      try {
        if (api.fileInformation(object, information) === 0) return { kind: 'failed', windowsCode: api.getLastError() };
        const attributes = information.readUInt32LE(0);
        const facts: ObjectFacts = {
          isFolder: (attributes & fileAttribute.directory) !== 0,
          isLink: (attributes & fileAttribute.reparsePoint) !== 0,
          links: information.readUInt32LE(40),
          sddl: security(object),
        };
        return { kind: 'read', value: use(facts, object) };
      } finally {
        api.closeHandle(object);
      }
    },
  };
}

/** Paths of 260 characters and more are opened too. */
function longPath(path: string): string {
  return /^[A-Za-z]:\\/.test(path) ? `\\\\?\\${path}` : path;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  /** Another file, another list of rights or another number of names gives another text. */
  readonly identity: string;
}

/** FileIdBothDirectoryInfo and its restarting form of FILE_INFO_BY_HANDLE_CLASS. */
const directoryInfo = { next: 10, first: 11 } as const;

/** What is in an open folder, some more than `most` names at most. Throws with the number of the Windows error. */
export function entriesOf(api: SecurityFunctions, folder: Handle, most: number): FolderEntry[] {
  const entries: FolderEntry[] = [];
  const block = Buffer.alloc(64 * 1024);
  for (let kind: number = directoryInfo.first; entries.length <= most; kind = directoryInfo.next) {
    if (api.fileInformationEx(folder, kind, block, block.length) === 0) {
      const code = api.getLastError();
      if (code === windowsError.NO_MORE_FILES) break;
      throw new Error(`GetFileInformationByHandleEx failed with Windows error ${code}`);
    }
    entries.push(...readBlock(block));
  }
  return entries;
}

/** FILE_ID_BOTH_DIR_INFO, one after the other. */
function readBlock(block: Buffer): FolderEntry[] {
  const entries: FolderEntry[] = [];
  for (let at = 0, isLast = false; !isLast;) {
    const next = block.readUInt32LE(at);
    const attributes = block.readUInt32LE(at + 56);
    const name = block.toString('utf16le', at + 104, at + 104 + block.readUInt32LE(at + 60));
    if (name !== '.' && name !== '..') {
      const [createdAt, changedAt, id] = [8, 32, 96].map((offset) =>
        block.toString('hex', at + offset, at + offset + 8),
      );
      entries.push({
        name,
        isFolder: (attributes & fileAttribute.directory) !== 0,
        isLink: (attributes & fileAttribute.reparsePoint) !== 0,
        identity: `${id} ${createdAt} ${changedAt}`,
      });
    }
    at += next;
    isLast = next === 0;
  }
  return entries;
}
