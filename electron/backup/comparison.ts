// Holds a .reg file or a backup against the live key.
// Protects: a backup as it was taken restores absence as absence; nothing else removes what it does not speak of.
import { parameterNames } from '../contract/registry/parameters';
import type { Comparison, DiffRow, ShownValue } from '../contract/backup/comparison';
import type { StoredValue } from '../contract/registry/stored-value';
import { failure, success, type Result } from '../contract/errors/result';
import { isSameName } from '../contract/registry/value-name';
import type { Machine } from '../machine/interfaces/machine';
import type { RegistryKey } from '../machine/interfaces/registry';
import type { BackupContent } from './content';
import { DiffAgainstLive, type DiffEntry, type RegistryDiff } from './diff';
import { readRegFileFromDisk } from '../reg-file/disk';
import type { RegFileProblem } from '../reg-file/problem';
import type { RegFileNotes } from '../reg-file/reader';
import { scanRegFile, type RegFileOptions } from '../reg-file/reg-file';
import type { RegFileSink } from '../reg-file/scanned-value';

/** How many bytes of a value, and how many rows and findings, the window is given. */
const shownBytes = 4096;
const shownRows = 5000;
export const shownFindings = 200;

export type ComparedMachine = Pick<Machine, 'registry'>;

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
  /** Live values that the file lacks count as removed. */
  readonly isComplete: boolean;
}

/**
 * Reads a .reg file the way Windows does, and compares it with the live key. The sinks in `also` receive the file as well.
 * Errors: REG_FILE_REFUSED; NOT_CONFIRMED when canceled; those of reading the registry.
 */
export async function compareFile(
  machine: ComparedMachine,
  path: string,
  options: ReadingOptions,
  also: readonly RegFileSink[] = [],
): Promise<Result<FileAgainstLive>> {
  const live = await machine.registry.readTree();
  if (!live.ok) return live;
  const diff = new DiffAgainstLive(live.value);
  const read = await readRegFileFromDisk(path, options, [diff, ...also]);
  if (read.ok) return success({ diff: diff.finish(false), live: live.value, notes: read, isComplete: false });
  switch (read.reason) {
    case 'canceled':
      return failure({ code: 'NOT_CONFIRMED' });
    case 'too-large':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${read.sizeInBytes} bytes` });
    case 'unreadable':
      return failure({ code: 'REG_FILE_REFUSED', reason: 'unreadable', detail: read.detail });
    case 'problem':
      return refused(read.problem);
  }
}

/**
 * Compares a backup with the live key. As it was taken, it is read strictly, and what it lacks was absent. One that was
 * changed says nothing about what it lacks; where it cannot be read strictly, it is read as Windows reads it. Errors:
 * REG_FILE_REFUSED, those of reading the registry.
 */
export async function compareBackup(
  machine: ComparedMachine,
  { bytes, isAsTaken }: BackupContent,
  codePage: string,
  also: readonly RegFileSink[] = [],
): Promise<Result<FileAgainstLive>> {
  const isStrict = isAsTaken || scanRegFile(bytes, { codePage }, []).ok;
  return compareBytes(machine, bytes, { mode: isStrict ? 'strict' : 'as-windows', codePage }, also, isAsTaken);
}

/** `isComplete`: only for a strict reading of the whole key. Errors: REG_FILE_REFUSED, those of reading the registry. */
export async function compareBytes(
  machine: ComparedMachine,
  bytes: Buffer,
  options: RegFileOptions,
  also: readonly RegFileSink[] = [],
  isComplete = false,
): Promise<Result<FileAgainstLive>> {
  const live = await machine.registry.readTree();
  if (!live.ok) return live;
  const diff = new DiffAgainstLive(live.value);
  const read = scanRegFile(bytes, options, [diff, ...also]);
  if (!read.ok) return refused(read.problem);
  return success({ diff: diff.finish(isComplete), live: live.value, notes: read, isComplete });
}

function refused({ line, column, expected }: RegFileProblem): Result<never> {
  const reason = expected === 'header' ? 'missing-header' : 'not-understood';
  return failure({ code: 'REG_FILE_REFUSED', reason, detail: `line ${line}, column ${column}: ${expected}` });
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
