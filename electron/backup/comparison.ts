// Holds a .reg file against the live key, and makes the changes of the values that the person chose.
// Protects: what may be written was in the diff that was shown; a backup restores absence as absence.
import { parameterNames } from '../contract/registry/parameters';
import type { Comparison, DiffRow, ShownValue } from '../contract/backup/comparison';
import type { StoredValue } from '../contract/registry/stored-value';
import { failure, success, type Result } from '../contract/errors/result';
import { isSameName } from '../contract/registry/value-name';
import type { Machine } from '../machine/interfaces/machine';
import { diffAgainst, type DiffEntry, type RegistryDiff } from './diff';
import { readRegFileInBackground, type RegFileFromDisk } from '../reg-file/background';

/** How many bytes of a value, and how many rows and findings, the window is given. */
const shownBytes = 4096;
const shownRows = 5000;
export const shownFindings = 200;
/** A file that was read: its keys and the lines that Windows would skip. */
export type ReadFile = Extract<RegFileFromDisk, { ok: true }>;

export interface ReadingOptions {
  /** Label of the ANSI code page that REGEDIT4 files are written in. */
  readonly codePage: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Reads a .reg file the way Windows does. Errors: REG_FILE_REFUSED; NOT_CONFIRMED when it was cancelled. */
export async function openRegFile(path: string, options: ReadingOptions): Promise<Result<ReadFile>> {
  const file = await readRegFileInBackground(path, { ...options, mode: 'as-windows' });
  if (file.ok) return success(file);
  switch (file.reason) {
    case 'cancelled':
      return failure({ code: 'NOT_CONFIRMED' });
    case 'too-large':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${file.sizeInBytes} bytes` });
    case 'unreadable':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'unreadable', detail: file.detail });
    case 'problem': {
      const { line, column, expected } = file.problem;
      const reason = expected === 'header' ? 'missing-header' : 'not-understood';
      return failure({ code: 'REG_FILE_REFUSED', reason, detail: `line ${line}, column ${column}: ${expected}` });
    }
  }
}

/** The diff of a file against the live key. `isComplete`: the file holds the whole key, as a backup of ours does. */
export async function compareWithLive(
  machine: Machine,
  file: ReadFile,
  isComplete: boolean,
): Promise<Result<RegistryDiff>> {
  const live = await machine.registry.readTree();
  return live.ok ? success(diffAgainst(file.keys, live.value, { isComplete })) : live;
}

/** The comparison as the window sees it. */
export function shownComparison({
  entries,
  refused,
}: RegistryDiff): Pick<Comparison, 'rows' | 'rowsLeftOut' | 'refused'> {
  return {
    rows: entries.slice(0, shownRows).map(shownRow),
    rowsLeftOut: Math.max(0, entries.length - shownRows),
    refused: refused.map(({ path, isDeletion, reason, values }) => ({
      path: path.slice(0, 500),
      isDeletion,
      reason,
      valueCount: values.length,
    })),
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
