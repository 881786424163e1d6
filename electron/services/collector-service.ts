// The script that collects evidence on computers where this program may not run, in a folder that the person chooses.
// Protects: nothing is changed but that folder, and a package hands out the very file that was signed with it, or nothing.
import { readFile } from 'node:fs/promises';
import { failure, success, type Result } from '../contract/errors/result';
import type { Machine } from '../machine/interfaces/machine';
import { collectorBytes, collectorFiles } from '../script-export/collector/collector';
import { isScriptFile } from '../script-export/collector/script-file';
import { collectorFolderName, writeCommandsFolder } from '../script-export/folder';
import type { FileDialogs } from './desktop';
import type { TicketWords } from './ticket-service';

export interface CollectorParts {
  readonly machine: Pick<Machine, 'disk'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseFolder'>;
  /** For its README, which others read. */
  readonly ticketWords: () => Promise<TicketWords>;
  readonly programVersion: string;
  /** Path of the script beside a packaged program. Without one it is made here, unsigned. */
  readonly collectorFile?: string | undefined;
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
  collectorFile,
}: CollectorParts): CollectorService {
  return {
    async write() {
      const inside = await fileDialogs.chooseFolder();
      if (inside === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        const { words } = await ticketWords();
        const name = collectorFolderName(Date.now());
        const script = await scriptOf(programVersion, collectorFile);
        const files = collectorFiles(words, programVersion, script);
        const folder = await writeCommandsFolder(machine.disk, inside, name, files);
        return success({ folder });
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
  };
}

/** Rejects where the file is missing, or is not the script of this version. */
async function scriptOf(programVersion: string, file: string | undefined): Promise<Uint8Array> {
  const script = collectorBytes(programVersion);
  if (file === undefined) return script;
  const found = await readFile(file);
  if (!isScriptFile(found, script)) throw new Error(`${file} was changed after the app was packaged`);
  return found;
}
