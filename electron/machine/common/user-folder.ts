// The machine folder where no other user is to be kept out: the practice machine's, and that of systems but Windows.
// Protects: nothing in it is a link, or has a second name elsewhere.
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

/** What cannot be read is found out by whoever reads it: only links are looked for here. */
async function looked(path: string): Promise<Result<null>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const problem = entry.isSymbolicLink() ? 'link' : entry.isFile() && (await namesOf(file)) > 1 ? 'hard-link' : null;
    if (problem)
      return failure({
        code: 'FOLDER_NOT_TRUSTED',
        folder: path,
        child: file.slice(path.length + 1),
        problem,
        detail: '',
      });
  }
  return success(null);
}

function namesOf(file: string): Promise<number> {
  return lstat(file).then(
    ({ nlink }) => nlink,
    () => 1,
  );
}
