// The script that collects evidence on computers where this program may not run, in a folder that the person chooses.
// Protects: nothing is changed but that folder.
import { failure, success, type Result } from '../contract/errors/result';
import type { Machine } from '../machine/interfaces/machine';
import { collectorFiles } from '../script-export/collector/collector';
import { collectorFolderName, writeCommandsFolder } from '../script-export/folder';
import type { FileDialogs } from './desktop';
import type { TicketWords } from './ticket-service';

export interface CollectorParts {
  readonly machine: Pick<Machine, 'disk'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseFolder'>;
  /** For its README, which others read. */
  readonly ticketWords: () => Promise<TicketWords>;
  readonly programVersion: string;
}

export interface CollectorService {
  /** Writes the script and its README into a new folder inside the chosen one. Errors: NOT_CONFIRMED, STORAGE_FAILED. */
  readonly write: () => Promise<Result<{ folder: string }>>;
}

export function collectorService({
  machine,
  fileDialogs,
  ticketWords,
  programVersion,
}: CollectorParts): CollectorService {
  return {
    async write() {
      const inside = await fileDialogs.chooseFolder();
      if (inside === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        const { words } = await ticketWords();
        const name = collectorFolderName(Date.now());
        const folder = await writeCommandsFolder(machine.disk, inside, name, collectorFiles(words, programVersion));
        return success({ folder });
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}
