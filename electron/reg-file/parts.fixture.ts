// Reads bytes in parts, as they arrive from disk.
import { problemIn } from './cursor';
import { ansi, encodingOf } from './encoding';
import { RegFileReader } from './reader';
import type { RegFileReading, RegFileValue } from './reg-file';

/** Like `readRegFile` in the mode 'as-windows', with `part` bytes (at least four) at a time and lines of any length. */
export function readInParts(bytes: Buffer, codePage: string, part: number): RegFileReading {
  const keys: { path: string; isDeletion: boolean; values: RegFileValue[] }[] = [];
  const { encoding, mark } = encodingOf(bytes) ?? ansi;
  const limits = { part, line: bytes.length, data: Infinity };
  const reader = new RegFileReader(encoding, true, codePage, limits, [
    {
      key: (path, isDeletion) => keys.push({ path, isDeletion, values: [] }),
      value: ({ name, type, data }) =>
        keys.at(-1)?.values.push({ name, content: type === null ? null : { type, data: data() } }),
    },
  ]);
  try {
    for (let at = mark, isLast = false; !isLast;) {
      isLast = at + part >= bytes.length;
      at += reader.read(bytes.subarray(at, at + part), isLast);
    }
    return { ok: true, ...reader.notes(), keys };
  } catch (error) {
    return { ok: false, problem: problemIn(error) };
  }
}
