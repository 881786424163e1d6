// One file for each change of the registry, written before the first value and closed after the last.
// Protects: a change that a crash cut off is still known at the next start, with everything needed to undo it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeRecord } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { changeRecordSchema } from '../contract/schemas';
import type { Disk } from '../machine/machine';

export interface Journal {
  /** Writes the entry durably: a new one, or the next state of one that is there. Fails with STORAGE_FAILED. */
  write(record: ChangeRecord): Promise<Result<null>>;
  /** All entries, oldest first. */
  entries(): Promise<JournalReading>;
  /** The change that is in force: applied last, and not undone since. */
  lastApplied(): Promise<ChangeRecord | null>;
}

export interface JournalReading {
  readonly records: readonly ChangeRecord[];
  /** Names of files that are no entries: what a power cut or a stranger may leave behind. They stand in nobody's way. */
  readonly damaged: readonly string[];
}

/** The journal in `folder`. */
export function journal(disk: Disk, folder: string): Journal {
  const pathOf = (record: ChangeRecord) => join(folder, `${record.startedAt.replace(/[:.]/g, '-')}-${record.id}.json`);
  const entries = async (): Promise<JournalReading> => {
    const records: ChangeRecord[] = [];
    const damaged: string[] = [];
    for (const name of await entryNames(folder)) {
      const record = readRecord(await readFile(join(folder, name), 'utf8'));
      if (record) records.push(record);
      else damaged.push(name);
    }
    return { records, damaged };
  };
  return {
    async write(record) {
      try {
        await disk.writeDurably(pathOf(record), `${JSON.stringify(record, null, 2)}\n`);
        return success(null);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: `${pathOf(record)}: ${String(error)}` });
      }
    },
    entries,
    lastApplied: async () => (await entries()).records.findLast(({ state }) => state === 'applied') ?? null,
  };
}

function readRecord(text: string): ChangeRecord | null {
  try {
    return changeRecordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function entryNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.json')).sort();
}
