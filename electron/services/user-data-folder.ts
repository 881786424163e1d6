// The folder for the program's own files, where somebody names another than the usual one.
// Protects: files are put where the person meant, or nowhere; a folder that cannot be used is known before anything is done.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, win32 } from 'node:path';

export type FolderTextProblem = 'folder-not-expanded' | 'folder-not-absolute';

/** Why a text names no folder, whatever lies on the disk; null when it does. On Windows a drive or a share must be named. */
export function folderTextProblem(folder: string, platform: NodeJS.Platform): FolderTextProblem | null {
  const isWindows = platform === 'win32';
  const isAbsolute = isWindows
    ? /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/?.])/i.test(folder) && win32.isAbsolute(folder)
    : posix.isAbsolute(folder);
  const hasVariable = /%[^%\\/:]+%/.test(folder);
  if (hasVariable && (isWindows || !isAbsolute)) return 'folder-not-expanded';
  return isAbsolute ? null : 'folder-not-absolute';
}

/** Makes the folder and writes a file into it, which is removed again. The reason why that cannot be done, or null. */
export function whyUnusable(folder: string): string | null {
  try {
    makeFolder(folder);
    const probe = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
    writeFileSync(probe, '', { flag: 'wx' });
    rmSync(probe, { force: true });
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
  }
}

/** One step at a time: `recursive` tries forever where a folder that is there answers that it is not (/proc on Linux). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
}
