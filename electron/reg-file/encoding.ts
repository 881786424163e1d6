// From the bytes of a .reg file to UTF-16 units: byte order marks, UTF-8, ANSI code pages.
// Protects: nothing is replaced by U+FFFD in silence. What is not valid in its encoding is told with its place.

export type RegFileEncoding = 'utf-16le' | 'utf-8' | 'ansi';

/** Why bytes are not text of a .reg file. `unit` is where, in UTF-16 units of the text before it. */
export interface EncodingProblem {
  readonly expected: 'not-utf-16be' | 'whole-utf-16-units' | 'valid-utf-8' | 'text-in-code-page';
  readonly unit: number;
  /** The text up to the problem, to count lines in. */
  readonly before: Uint16Array;
}

export type DecodedRegFile =
  | { readonly ok: true; readonly units: Uint16Array; readonly encoding: RegFileEncoding }
  | { readonly ok: false; readonly problem: EncodingProblem };

/** Windows-1252 from 0x80 to 0x9f; the five bytes without a character stay control characters, as in Windows. */
const windows1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * The text of a .reg file without its byte order mark: UTF-16LE (mark needed) or UTF-8 (with or without). Bytes that
 * open with `REGEDIT4` and no mark are in `codePage`, a label of the WHATWG Encoding Standard. UTF-16BE is refused.
 * `isLenient`: bytes that are not UTF-8 are read in `codePage`, as Windows does, and an odd last byte is left out.
 */
export function decodeRegFile(bytes: Uint8Array, codePage: string, isLenient: boolean): DecodedRegFile {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return refused('not-utf-16be', 0, new Uint16Array(0));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const units = utf16Units(bytes, 2);
    if (bytes.length % 2 !== 0 && !isLenient) return refused('whole-utf-16-units', units.length, units);
    return { ok: true, units, encoding: 'utf-16le' };
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (!hasMark && isRegedit4(bytes)) return inCodePage(bytes, codePage, isLenient);
  const { units, isValid } = utf8Units(hasMark ? bytes.subarray(3) : bytes);
  if (isValid) return { ok: true, units, encoding: 'utf-8' };
  return isLenient ? inCodePage(bytes, codePage, true) : refused('valid-utf-8', units.length, units);
}

/**
 * Text in an ANSI code page as UTF-16 units; null when `isLenient` is false and a byte means nothing there.
 * Throws RangeError when the label is not known.
 */
export function decodeAnsi(bytes: Uint8Array, codePage: string, isLenient: boolean): Uint16Array | null {
  const units = new Uint16Array(bytes);
  const isAscii = !hasByteFrom80(bytes);
  if (isAscii) return units;
  if (codePage === 'windows-1252') {
    // By hand: several releases of Node read windows-1252 as Latin-1.
    for (let at = 0; at < units.length; at += 1) {
      const unit = units[at] ?? 0;
      if (unit >= 0x80 && unit < 0xa0) units[at] = windows1252.charCodeAt(unit - 0x80);
    }
    return units;
  }
  const decoder = new TextDecoder(codePage, { fatal: !isLenient, ignoreBOM: true });
  try {
    return utf16Units(Buffer.from(decoder.decode(bytes), 'utf16le'), 0);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function inCodePage(bytes: Uint8Array, codePage: string, isLenient: boolean): DecodedRegFile {
  const units = decodeAnsi(bytes, codePage, isLenient);
  if (units) return { ok: true, units, encoding: 'ansi' };
  return refused('text-in-code-page', 0, new Uint16Array(0));
}

function hasByteFrom80(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}

function refused(expected: EncodingProblem['expected'], unit: number, before: Uint16Array): DecodedRegFile {
  return { ok: false, problem: { expected, unit, before } };
}

function isRegedit4(bytes: Uint8Array): boolean {
  let at = 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
  return Buffer.from(bytes.subarray(at, at + 8)).toString('latin1') === 'REGEDIT4';
}

/** The units from `start` on: a view where memory is aligned for it, otherwise a copy. An odd last byte is left out. */
function utf16Units(bytes: Uint8Array, start: number): Uint16Array {
  const length = (bytes.length - start) >> 1;
  const offset = bytes.byteOffset + start;
  if (offset % 2 === 0) return new Uint16Array(bytes.buffer, offset, length);
  return new Uint16Array(Uint8Array.from(bytes.subarray(start, start + length * 2)).buffer);
}

/** Units of UTF-8 by the table of Unicode 3.9 D92 (no overlong forms, no surrogates); up to the first invalid byte. */
function utf8Units(bytes: Uint8Array): { units: Uint16Array; isValid: boolean } {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[length++] = first;
      at += 1;
      continue;
    }
    const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size === 0) return { units: units.subarray(0, length), isValid: false };
    let point = first & (0x7f >> size);
    for (let next = 1; next < size; next += 1) {
      const byte = bytes[at + next] ?? 0;
      if ((byte & 0xc0) !== 0x80) return { units: units.subarray(0, length), isValid: false };
      point = (point << 6) | (byte & 0x3f);
    }
    const isOutside = (size === 3 && point < 0x800) || (size === 4 && (point < 0x1_0000 || point > 0x10_ffff));
    if (isOutside || (point >= 0xd800 && point < 0xe000)) return { units: units.subarray(0, length), isValid: false };
    if (point >= 0x1_0000) {
      units[length++] = 0xd7c0 + (point >> 10);
      units[length++] = 0xdc00 | (point & 0x3ff);
    } else {
      units[length++] = point;
    }
    at += size;
  }
  return { units: units.subarray(0, length), isValid: true };
}
