// The .reg codec: what Registry Editor and reg.exe write and read (Microsoft 310516), to and from keys and values.
// Protects: a value keeps its type and every byte, and the first line that is not understood ends a strict reading.
import { decodeRegFile, type RegFileEncoding } from './encoding';
import { deletionLength, keyColumns, valueColumns, type RegFileColumns } from './columns';
import { RegFileScanStop } from './cursor';
import { LocationFinder, type RegFileProblem } from './problem';
import { scanRegFile, type Scan } from './scanner';
import { RegFileText } from './text';
import type { RegistryKey } from '../machine/interfaces/registry';

export interface RegFileValue {
  readonly name: string;
  /** null: the file says that the value is to be deleted (`"name"=-`). */
  readonly content: { readonly type: number; readonly data: Uint8Array } | null;
}

export interface RegFileKey {
  /** Full path, as in the file. */
  readonly path: string;
  /** True for `[-HKEY_...]`. */
  readonly isDeletion: boolean;
  readonly values: readonly RegFileValue[];
}

export interface RegFileOptions {
  /**
   * 'strict' (the default): the first thing that Windows would skip or change is a problem and ends the reading.
   * 'as-windows': such lines are skipped and listed; texts in hex(1), hex(2) and hex(7) get the NUL that they lack.
   */
  readonly mode?: 'strict' | 'as-windows';
  /** ANSI code page of REGEDIT4 files, a label of the WHATWG Encoding Standard; windows-1252 unless told. */
  readonly codePage?: string;
  /** Called now and then with the fraction that is read, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface RegFileNotes extends Omit<Scan, 'columns'> {
  readonly encoding: RegFileEncoding;
}

export type RegFileReading =
  | ({ readonly ok: true; readonly keys: readonly RegFileKey[] } & RegFileNotes)
  | { readonly ok: false; readonly problem: RegFileProblem };

/** A reading before its keys and values are objects. */
export type RegFileColumnsReading =
  | ({ readonly ok: true; readonly columns: RegFileColumns } & RegFileNotes)
  | { readonly ok: false; readonly problem: RegFileProblem };

/** One key with everything below it as entries of a .reg file, parents first, as `reg export` orders them. */
export function entriesOf(tree: RegistryKey, path: string): RegFileKey[] {
  return [
    { path, isDeletion: false, values: tree.values.map(({ name, type, data }) => ({ name, content: { type, data } })) },
    ...tree.subkeys.flatMap((subkey) => entriesOf(subkey, `${path}\\${subkey.name}`)),
  ];
}

/** The text of a version 5.00 file, without byte order mark, lines ending in CRLF. */
export function regFileText(keys: readonly RegFileKey[]): string {
  return Buffer.from(regFileBytes(keys)).toString('utf16le').slice(1);
}

/** The bytes of a version 5.00 file: UTF-16LE with byte order mark, as `reg export` writes it. */
export function regFileBytes(keys: readonly RegFileKey[]): Uint8Array {
  const text = new RegFileText();
  for (const key of keys) {
    text.key(key.path, key.isDeletion);
    for (const { name, content } of key.values) text.value(name, content);
    text.blankLine();
  }
  const { buffer, byteOffset, byteLength } = text.finish();
  return Buffer.from(buffer, byteOffset, byteLength);
}

/**
 * Reads a .reg file: UTF-16LE with byte order mark, UTF-8 with or without, or REGEDIT4 in a code page; see
 * docs/reg-files.md for the odd cases. A file without its header is a problem in both modes: Windows reads nothing of it.
 */
export function readRegFile(bytes: Uint8Array, options: RegFileOptions = {}): RegFileReading {
  const reading = readRegFileColumns(bytes, options);
  if (!reading.ok) return reading;
  const { columns, ...rest } = reading;
  const keys: RegFileKey[] = [];
  for (const key of keysIn(columns)) if (key) keys.push(key);
  return { ...rest, keys };
}

/** The same as `readRegFile`, without making objects. */
export function readRegFileColumns(bytes: Uint8Array, options: RegFileOptions): RegFileColumnsReading {
  const { mode = 'strict', codePage = 'windows-1252', onProgress } = options;
  const isLenient = mode === 'as-windows';
  const decoded = decodeRegFile(bytes, codePage, isLenient);
  if (!decoded.ok) {
    const { expected, unit, before } = decoded.problem;
    return { ok: false, problem: new LocationFinder(before).problemAt(unit, expected) };
  }
  try {
    const scan = scanRegFile(decoded.units, { isLenient, codePage, ...(onProgress ? { onProgress } : {}) });
    return { ok: true, ...scan, encoding: decoded.encoding };
  } catch (error) {
    if (error instanceof RegFileScanStop) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** How many values are made into objects between two pauses of `keysIn`. */
const valuesBetweenPauses = 4096;

/** The keys in columns, in the order of the file; null now and then, where a caller may let others run. */
export function* keysIn(columns: RegFileColumns): Generator<RegFileKey | null> {
  const { arena, keys, keyCount, values, valueCount } = columns;
  const text = Buffer.from(arena);
  const textAt = (offset: number, length: number) =>
    length === 0 ? '' : text.toString('utf16le', offset, offset + length * 2);
  let untilPause = valuesBetweenPauses;
  for (let index = 0; index < keyCount; index += 1) {
    const row = index * keyColumns;
    const end = index + 1 < keyCount ? numberIn(keys, row + keyColumns + 3) : valueCount;
    const own: RegFileValue[] = [];
    for (let value = numberIn(keys, row + 3); value < end; value += 1) {
      const at = value * valueColumns;
      const length = numberIn(values, at + 4);
      own.push({
        name: textAt(numberIn(values, at), numberIn(values, at + 1)),
        content:
          length === deletionLength
            ? null
            : { type: numberIn(values, at + 2), data: new Uint8Array(arena, numberIn(values, at + 3), length) },
      });
      untilPause -= 1;
      if (untilPause === 0) {
        untilPause = valuesBetweenPauses;
        yield null;
      }
    }
    yield {
      path: textAt(numberIn(keys, row), numberIn(keys, row + 1)),
      isDeletion: numberIn(keys, row + 2) === 1,
      values: own,
    };
  }
}

function numberIn(column: Uint32Array, index: number): number {
  return column[index] ?? 0;
}
