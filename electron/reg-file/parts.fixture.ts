// Reads bytes in parts, as they arrive from disk.
import { problemIn } from './cursor';
import { ansi, encodingOf } from './encoding';
import type { PlainReading } from './reference.fixture';
import { RegFileReader } from './reader';
import type { RegFileReading, RegFileValue } from './reg-file';
import type { RegFileSink } from './scanned-value';

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
function readCut(bytes: Buffer, ends: readonly number[], options: PartOptions, sink: RegFileSink) {
  const { codePage = 'windows-1252', line = bytes.length, data = 2 * bytes.length + 2 } = options;
  const { encoding, mark } = encodingOf(bytes) ?? ansi;
  const reader = new RegFileReader(encoding, true, codePage, { part: bytes.length, line, data }, [sink]);
  try {
    let at = mark;
    for (const end of ends.filter((one) => one > mark && one < bytes.length)) {
      reader.read(bytes.subarray(at, end), false);
      at = end;
    }
    reader.read(bytes.subarray(at), true);
    return { ok: true, ...reader.notes() } as const;
  } catch (error) {
    return { ok: false, problem: problemIn(error) } as const;
  }
}

/** The same in the words of the plain reading; null after a problem. */
export function plainlyInParts(bytes: Buffer, ends: readonly number[], limits: PartOptions): PlainReading | null {
  const said: PlainReading['said'] = [];
  let key = '';
  const notes = readCut(bytes, ends, limits, {
    key(path, isDeletion) {
      key = path;
      said.push(`[${isDeletion ? '-' : ''}${path}]`);
    },
    value: ({ name, type, size, data, shortDwordLine }) =>
      said.push({ key, name, type, size, hex: Buffer.from(data()).toString('hex'), shortDwordLine }),
  });
  if (!notes.ok) return null;
  const [skipped, ignored] = [notes.skipped, notes.ignored].map(({ lines }) => lines.map(({ line }) => line));
  return { said, skipped: skipped ?? [], ignored: ignored ?? [] };
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
