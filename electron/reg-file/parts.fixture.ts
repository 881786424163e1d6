// Reads bytes in parts, as they arrive from disk.
import { problemIn } from './cursor';
import { ansi, encodingOf } from './encoding';
import { RegFileReader } from './reader';
import type { RegFileReading, RegFileValue } from './reg-file';
import type { RegFileSink } from './sink';

export interface PartOptions {
  readonly codePage?: string;
  /** Longest line in UTF-16 units. */
  readonly line?: number;
  /** Bytes of a value that are kept. */
  readonly data?: number;
}

/** Where parts of `part` bytes end. */
export function evenly(bytes: Buffer, part: number): number[] {
  return Array.from({ length: Math.floor(bytes.length / part) }, (_, index) => (index + 1) * part);
}

/** Passes the bytes up to each of `ends` in turn to a reader in the mode 'as-windows', then the rest. */
export function readCut(bytes: Buffer, ends: readonly number[], options: PartOptions, sink: RegFileSink) {
  const { codePage = 'windows-1252', line = bytes.length, data = Infinity } = options;
  const { encoding, mark } = encodingOf(bytes) ?? ansi;
  const reader = new RegFileReader(encoding, true, codePage, { part: bytes.length, line, data }, [sink]);
  try {
    let at = mark;
    for (const end of ends) if (end > at && end < bytes.length) at += reader.read(bytes.subarray(at, end), false);
    reader.read(bytes.subarray(at), true);
    return { ok: true, ...reader.notes() } as const;
  } catch (error) {
    return { ok: false, problem: problemIn(error) } as const;
  }
}

/** Like `readRegFile` in the mode 'as-windows', with `part` bytes at a time and lines of any length. */
export function readInParts(bytes: Buffer, codePage: string, part: number): RegFileReading {
  const keys: { path: string; isDeletion: boolean; values: RegFileValue[] }[] = [];
  const notes = readCut(
    bytes,
    evenly(bytes, part),
    { codePage },
    {
      key: (path, isDeletion) => keys.push({ path, isDeletion, values: [] }),
      value: ({ name, type, data }) =>
        keys.at(-1)?.values.push({ name, content: type === null ? null : { type, data: data() } }),
    },
  );
  return notes.ok ? { ...notes, keys } : notes;
}
