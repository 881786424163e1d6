// The machine folder where no other user is to be kept out: the practice machine's, and that of systems but Windows.
// Protects: nothing in it is a link, or has a second name elsewhere.
import type { Dirent } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
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

/** So many files are looked at together. */
const atATime = 256;

/** What cannot be read is found out by whoever reads it: only links are looked for here. */
async function looked(path: string): Promise<Result<null>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  for (let start = 0; start < entries.length; start += atATime) {
    const looks = entries.slice(start, start + atATime).map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file, problem: await problemOf(entry, file) };
    });
    for (const { file, problem } of await Promise.all(looks)) {
      if (problem === null) continue;
      const child = file.slice(path.length + 1);
      return failure({ code: 'FOLDER_NOT_TRUSTED', folder: path, child, problem, detail: '' });
    }
  }
  return success(null);
}

async function problemOf(entry: Dirent, file: string): Promise<'link' | 'hard-link' | null> {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() && (await namesOf(file)) > 1 ? 'hard-link' : null;
}

function namesOf(file: string): Promise<number> {
  return lstat(file).then(
    ({ nlink }) => nlink,
    () => 1,
  );
}
