// Holds a .reg file against the live key, and makes the changes of the values that the person chose.
// Protects: what may be written was in the diff that was shown; a backup restores absence as absence.
import { parameterNames } from '../contract/registry/parameters';
import type { Comparison, DiffRow, ShownValue } from '../contract/backup/comparison';
import type { StoredValue } from '../contract/registry/stored-value';
import { failure, success, type Result } from '../contract/errors/result';
import { isSameName } from '../contract/registry/value-name';
import type { Machine } from '../machine/interfaces/machine';
import type { RegistryKey } from '../machine/interfaces/registry';
import { DiffAgainstLive, type DiffEntry, type RegistryDiff } from './diff';
import { readRegFileFromDisk } from '../reg-file/disk';
import type { RegFileNotes } from '../reg-file/reader';
import type { RegFileSink } from '../reg-file/sink';

/** How many bytes of a value, and how many rows and findings, the window is given. */
const shownBytes = 4096;
const shownRows = 5000;
export const shownFindings = 200;

export interface ReadingOptions {
  /** Label of the ANSI code page that REGEDIT4 files are written in. */
  readonly codePage: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** A file compared with the live key. */
export interface FileAgainstLive {
  readonly diff: RegistryDiff;
  readonly live: RegistryKey;
  readonly notes: RegFileNotes;
}

/**
 * Reads a .reg file the way Windows does, and compares it with the live key. `isComplete`: the file contains the whole
 * key, as our backups do. The sinks in `also` receive the file as well. Errors: REG_FILE_REFUSED; NOT_CONFIRMED when
 * canceled; those of reading the registry.
 */
export async function compareWithLive(
  machine: Machine,
  path: string,
  options: ReadingOptions,
  isComplete: boolean,
  also: readonly RegFileSink[] = [],
): Promise<Result<FileAgainstLive>> {
  const live = await machine.registry.readTree();
  if (!live.ok) return live;
  const diff = new DiffAgainstLive(live.value);
  const read = await readRegFileFromDisk(path, options, [diff, ...also]);
  if (read.ok) return success({ diff: diff.finish(isComplete), live: live.value, notes: read });
  switch (read.reason) {
    case 'canceled':
      return failure({ code: 'NOT_CONFIRMED' });
    case 'too-large':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${read.sizeInBytes} bytes` });
    case 'unreadable':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'unreadable', detail: read.detail });
    case 'problem': {
      const { line, column, expected } = read.problem;
      const reason = expected === 'header' ? 'missing-header' : 'not-understood';
      return failure({ code: 'REG_FILE_REFUSED', reason, detail: `line ${line}, column ${column}: ${expected}` });
    }
  }
}

/** The comparison as the window sees it; values of the key itself precede those of keys below it. */
export function shownComparison({
  entries,
  leftOut,
  refused,
  refusedCount,
}: RegistryDiff): Pick<Comparison, 'rows' | 'rowsLeftOut' | 'refused' | 'refusedLeftOut'> {
  const isOwn = ({ keyPath }: DiffEntry) => keyPath === '';
  const ordered = [...entries.filter(isOwn), ...entries.filter((entry) => !isOwn(entry))];
  return {
    rows: ordered.slice(0, shownRows).map(shownRow),
    rowsLeftOut: Math.max(0, entries.length - shownRows) + leftOut,
    refused,
    refusedLeftOut: refusedCount - refused.length,
  };
}

function shownRow({ keyPath, name, kind, before, after, obstacle }: DiffEntry): DiffRow {
  const isCatalogue = keyPath === '' && parameterNames.some((parameter) => isSameName(parameter, name));
  return { keyPath, name, kind, before: shown(before), after: shown(after), obstacle, isCatalogue };
}

function shown(stored: StoredValue): ShownValue {
  if (!stored.present) return stored;
  return { present: true, type: stored.type, hex: stored.hex.slice(0, shownBytes * 2), size: stored.hex.length / 2 };
}
