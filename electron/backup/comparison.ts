// Holds a .reg file against the live key, and makes the changes of the values that the person chose.
// Protects: what may be written was in the diff that was shown; a backup restores absence as absence.
import { open } from 'node:fs/promises';
import { parameterNames } from '../contract/catalogue';
import type { Comparison, DiffRow, ShownValue } from '../contract/backups';
import type { StoredValue } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { isSameName } from '../contract/stored-value';
import type { Machine } from '../machine/machine';
import { diffAgainst, type DiffEntry, type RegistryDiff } from './diff';
import { readRegFile, type RegFileReading } from './reg-file';

/** How many bytes of a value, and how many rows, the window is given. */
const shownBytes = 4096;
const shownRows = 5000;
const shownProblems = 200;
/** Larger files are refused before they are read. */
const largestFile = 256 * 1024 * 1024;

/** A file that was read: its keys and the lines that Windows would skip. */
export type ReadFile = Extract<RegFileReading, { ok: true }>;

/** Reads a .reg file the way Windows does. Errors: REG_FILE_REFUSED. */
export async function openRegFile(path: string, codePage: string): Promise<Result<ReadFile>> {
  let bytes: Buffer;
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > largestFile) return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${size} bytes` });
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure({ code: 'REG_FILE_REFUSED', reason: 'unreadable', detail: String(error) });
  }
  const reading = readRegFile(bytes, { mode: 'as-windows', codePage });
  if (reading.ok) return success(reading);
  const { line, column, expected } = reading.problem;
  return failure({ code: 'REG_FILE_REFUSED', reason: 'not-understood', detail: `line ${line}, column ${column}: ${expected}` });
}

/** The diff of a file against the live key. `isComplete`: the file holds the whole key, as a backup of ours does. */
export async function compareWithLive(machine: Machine, file: ReadFile, isComplete: boolean): Promise<Result<RegistryDiff>> {
  const live = await machine.registry.readTree();
  return live.ok ? success(diffAgainst(file.keys, live.value, { isComplete })) : live;
}

/** The comparison as the window sees it. */
export function shownComparison(
  token: string,
  source: Comparison['source'],
  file: ReadFile,
  { entries, refused }: RegistryDiff,
): Comparison {
  return {
    token,
    source,
    rows: entries.slice(0, shownRows).map(shownRow),
    rowsLeftOut: Math.max(0, entries.length - shownRows),
    refused: refused.map(({ path, isDeletion, reason, values }) => ({ path: path.slice(0, 500), isDeletion, reason, valueCount: values.length })),
    skipped: file.skipped.slice(0, shownProblems),
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
