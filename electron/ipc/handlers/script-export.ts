// What the call about "commands only" does: the shown plan as scripts, in a folder that the person chooses.
// Protects: nothing on this machine is changed but that folder; every number in a script is that of the plan.
import type { Handlers } from '../../contract/ipc/calls';
import type { Change } from '../../contract/change/change';
import { failure, success } from '../../contract/errors/result';
import { commandsFiles } from '../../script-export/files';
import { commandsFolderName, writeCommandsFolder } from '../../script-export/folder';
import { commandsPlan } from '../../script-export/plan';
import type { Services } from '../../services/services';

export interface CommandsParts {
  readonly describe: Handlers['machine.describe'];
  readonly shownChanges: (token: string) => readonly Change[] | null;
}

export function createCommandsHandlers(
  { machine, desktop, words }: Services,
  { describe, shownChanges }: CommandsParts,
): Pick<Handlers, 'commands.write'> {
  return {
    async 'commands.write'({ token }) {
      const changes = shownChanges(token);
      if (!changes) return failure({ code: 'TOKEN_UNKNOWN' });
      const plan = commandsPlan(changes);
      if (!plan) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const info = await describe({});
      if (!info.ok) return info;
      const inside = await desktop.chooseFolder();
      if (inside === null) return failure({ code: 'NOT_CONFIRMED' });
      const madeAt = Date.now();
      const files = commandsFiles(words, { changes, plan, machine: info.value, madeAt });
      try {
        return success({
          folder: await writeCommandsFolder(
            machine.disk,
            inside,
            commandsFolderName(madeAt, info.value.computerName),
            files,
          ),
        });
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}
