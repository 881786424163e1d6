// A shown plan as scripts for other machines, in a folder that the person chooses.
// Protects: nothing on this machine is changed but that folder; every number in a script is that of the plan.
import { failure, success, type Result } from '../contract/errors/result';
import type { Machine } from '../machine/interfaces/machine';
import { commandsFiles } from '../script-export/files';
import { commandsFolderName, writeCommandsFolder } from '../script-export/folder';
import { commandsPlan } from '../script-export/plan';
import type { ChangeService } from './change/change-service';
import type { FileDialogs } from './desktop';
import type { MachineService } from './machine-service';
import type { TicketWords } from './ticket-service';

export interface ScriptParts {
  readonly machine: Machine;
  readonly describe: MachineService['describe'];
  readonly changes: Pick<ChangeService, 'shownChanges'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseFolder'>;
  readonly ticketWords: () => Promise<TicketWords>;
}

export interface ScriptService {
  /**
   * Writes the plan that was shown under `token` into a new folder inside the chosen one; the token stays good. Errors:
   * TOKEN_UNKNOWN, NOT_AVAILABLE_HERE for changes that have no safe spelling in a script, NOT_CONFIRMED, STORAGE_FAILED.
   */
  readonly write: (token: string) => Promise<Result<{ folder: string }>>;
}

export function scriptService({ machine, describe, changes, fileDialogs, ticketWords }: ScriptParts): ScriptService {
  return {
    async write(token) {
      const shown = changes.shownChanges(token);
      if (!shown) return failure({ code: 'TOKEN_UNKNOWN' });
      const plan = commandsPlan(shown);
      if (!plan) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const info = await describe();
      if (!info.ok) return info;
      const inside = await fileDialogs.chooseFolder();
      if (inside === null) return failure({ code: 'NOT_CONFIRMED' });
      const madeAt = Date.now();
      const { words } = await ticketWords();
      const files = commandsFiles(words, { changes: shown, plan, machine: info.value, madeAt });
      const name = commandsFolderName(madeAt, info.value.computerName);
      try {
        return success({ folder: await writeCommandsFolder(machine.disk, inside, name, files) });
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}
