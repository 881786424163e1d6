// The machine folder where no other user is to be kept out: the practice machine's, and that of systems but Windows.
// Protects: nothing in it is a link, or has a second name elsewhere.
import { lstatSync, type Dirent } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { failure, success, type Result } from '../../contract/errors/result';
import type { MachineFolder } from '../interfaces/storage';
import { changeLockOf } from './change-lock';

export function userFolder(path: string): MachineFolder {
  const check = () => looked(path);
  return {
    path,
    acquireLock: changeLockOf(path),
    check,
    async prepare() {
      try {
        await mkdir(path, { recursive: true });
        return await check();
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}

/** So many files are looked at before others have their turn: about a millisecond. */
const atATime = 256;

/** What cannot be read is found out by whoever reads it: only links are looked for here. */
async function looked(path: string): Promise<Result<null>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const [index, entry] of entries.entries()) {
    if (index % atATime === atATime - 1) await setImmediate();
    const file = join(entry.parentPath, entry.name);
    const problem = problemOf(entry, file);
    if (problem === null) continue;
    const child = file.slice(path.length + 1);
    return failure({ code: 'FOLDER_NOT_TRUSTED', folder: path, child, problem, detail: '' });
  }
  return success(null);
}

function problemOf(entry: Dirent, file: string): 'link' | 'hard-link' | null {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() && namesOf(file) > 1 ? 'hard-link' : null;
}

/** At once: as many promises take three times as long as the looks themselves. */
function namesOf(file: string): number {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.nlink ?? 1;
  } catch {
    return 1;
  }
}
