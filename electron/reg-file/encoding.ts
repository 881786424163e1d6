// From the bytes of a .reg file to UTF-16 units, part by part: byte order marks, UTF-8, ANSI code pages.
// Protects: strict reading replaces nothing with U+FFFD; what is invalid in its encoding is reported with its position.
import { isAscii, isUtf8 } from 'node:buffer';
import { problemBehind, type RegFileProblem } from './problem';

export type RegFileEncoding = 'utf-16le' | 'utf-8' | 'ansi';

export interface RegFileOpening {
  readonly encoding: RegFileEncoding;
  /** Length of the byte order mark in bytes. */
  readonly mark: number;
}

/** Text in a code page starts at the first byte. */
export const ansi: RegFileOpening = { encoding: 'ansi', mark: 0 };

/** Decodes bytes into `units`. `taken`: bytes decoded; the rest must be passed again. `length`: units written. */
export type PartDecoder = (bytes: Buffer, units: Units, isLast: boolean) => { taken: number; length: number };

type Units = Uint16Array<ArrayBuffer>;

/** Windows-1252 from 0x80 to 0x9f; the five bytes without a character stay control characters, as in Windows. */
const windows1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * The encoding of a file, from its start: UTF-16LE (mark required), UTF-8 (with or without), or a code page (`REGEDIT4`,
 * no mark). Null for UTF-16BE, which is refused.
 */
export function encodingOf(start: Buffer): RegFileOpening | null {
  if (start[0] === 0xfe && start[1] === 0xff) return null;
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  return /^[ \t]*REGEDIT4/.test(start.toString('latin1', 0, 4096)) ? ansi : { encoding: 'utf-8', mark: 0 };
}

/** What is invalid in bytes without their mark, for strict reading. RangeError for an unknown code page. */
export function encodingProblem(bytes: Buffer, encoding: RegFileEncoding, codePage: string): RegFileProblem | null {
  if (encoding === 'utf-16le')
    return bytes.length % 2 === 0 ? null : problemBehind(bytes.toString('utf16le'), 'whole-utf-16-units');
  if (encoding === 'utf-8') return isUtf8(bytes) ? null : problemBehind(validStart(bytes), 'valid-utf-8');
  return decodeAnsi(bytes, codePage, false) ? null : problemBehind('', 'text-in-code-page');
}

/**
 * `codePage` is a label of the WHATWG Encoding Standard; an unknown one is a RangeError at the first byte beyond ASCII.
 * An odd last byte of UTF-16 is dropped. A byte without meaning in the code page becomes U+FFFD, or is a TypeError.
 */
export function decoderFor(encoding: RegFileEncoding, codePage: string, isLenient = true): PartDecoder {
  if (encoding === 'utf-16le') return utf16Part;
  if (encoding === 'utf-8') return utf8Part;
  if (codePage === 'windows-1252') return windows1252Part;
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  return (bytes, units, isLast) => {
    if (!decoder && isAscii(bytes)) return windows1252Part(bytes, units);
    decoder ??= new TextDecoder(codePage, { fatal: !isLenient, ignoreBOM: true });
    return { taken: bytes.length, length: write(decoder.decode(bytes, { stream: !isLast }), units) };
  };
}

/** Text in an ANSI code page as UTF-16 units; null when `isLenient` is false and a byte has no meaning there. */
export function decodeAnsi(bytes: Uint8Array, codePage: string, isLenient: boolean): Uint16Array | null {
  const units = new Uint16Array(bytes.length);
  try {
    return units.subarray(0, decoderFor('ansi', codePage, isLenient)(Buffer.from(bytes), units, true).length);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** How many bytes there are before a UTF-8 character that `bytes` ends in the middle of. */
export function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    const length = byte < 0xc0 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (length > back) return bytes.length - back;
    if (length > 0) break;
  }
  return bytes.length;
}

function utf16Part(bytes: Buffer, units: Units, isLast: boolean) {
  const length = bytes.length >> 1;
  bytes.copy(Buffer.from(units.buffer, units.byteOffset), 0, 0, length * 2);
  return { taken: isLast ? bytes.length : length * 2, length };
}

function utf8Part(bytes: Buffer, units: Units, isLast: boolean) {
  const taken = isLast ? bytes.length : wholeUtf8(bytes);
  return { taken, length: write(bytes.toString('utf8', 0, taken), units) };
}

/** By hand: several releases of Node read windows-1252 as Latin-1. */
function windows1252Part(bytes: Buffer, units: Units) {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    units[at] = byte >= 0x80 && byte < 0xa0 ? windows1252.charCodeAt(byte - 0x80) : byte;
  }
  return { taken: bytes.length, length: bytes.length };
}

function write(text: string, units: Units): number {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).write(text, 'utf16le') / 2;
}

/** The text before the first byte that is not UTF-8. */
function validStart(bytes: Buffer): string {
  const replaced = Buffer.from(bytes.toString());
  let same = 0;
  while (bytes[same] === replaced[same]) same += 1;
  return bytes.toString('utf8', 0, wholeUtf8(bytes.subarray(0, same)));
}
