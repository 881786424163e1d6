// The machine folder where no other user is to be kept out: the practice machine's, and that of systems but Windows.
import { mkdir } from 'node:fs/promises';
import { failure, success } from '../contract/result';
import type { MachineFolder } from './machine';
import { turnsOf } from './one-change';

export function userFolder(path: string): MachineFolder {
  return {
    path,
    takeTurn: turnsOf(path),
    check: () => Promise.resolve(success(null)),
    async prepare() {
      try {
        await mkdir(path, { recursive: true });
        return success(null);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}
