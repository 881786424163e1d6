// From the bytes of a .reg file to UTF-16LE, part by part: byte order marks, UTF-8, ANSI code pages.
// Protects: strict reading replaces nothing with U+FFFD; what is invalid in its encoding is reported with its position.
import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { problemBehind, type RegFileProblem } from './problem';

export type RegFileEncoding = 'utf-16le' | 'utf-8' | 'ansi';

export interface RegFileOpening {
  readonly encoding: RegFileEncoding;
  /** Length of the byte order mark in bytes. */
  readonly mark: number;
}

/** Text in a code page starts at the first byte. */
export const ansi: RegFileOpening = { encoding: 'ansi', mark: 0 };

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
  return decodeAnsi(bytes, codePage, false) === null ? problemBehind('', 'text-in-code-page') : null;
}

/** To UTF-16LE from parts of a file; an odd byte stays. RangeError for an unknown code page. */
export function decoderFor(encoding: RegFileEncoding, codePage: string): (part: Buffer, isLast: boolean) => Buffer {
  if (encoding === 'utf-16le') return (part) => part;
  const utf8 = new StringDecoder('utf8');
  const decode = encoding === 'ansi' ? ansiDecoder(codePage, true) : (part: Buffer) => utf8.write(part);
  return (part, isLast) => Buffer.from(decode(part, isLast), 'utf16le');
}

/** Text in an ANSI code page; null when `isLenient` is false and a byte has no meaning there. */
export function decodeAnsi(bytes: Uint8Array, codePage: string, isLenient: boolean): string | null {
  try {
    return ansiDecoder(codePage, isLenient)(bytes, true);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** RangeError for an unknown code page. A byte without meaning there becomes U+FFFD, or is a TypeError. */
function ansiDecoder(codePage: string, isLenient: boolean): (part: Uint8Array, isLast: boolean) => string {
  const decoder = new TextDecoder(codePage, { fatal: !isLenient, ignoreBOM: true });
  // Always as a stream: several releases of Node read windows-1252 as Latin-1 otherwise.
  return (part, isLast) => decoder.decode(part, { stream: true }) + (isLast ? decoder.decode() : '');
}

/** The text before the first byte that is not UTF-8. */
function validStart(bytes: Buffer): string {
  const replaced = Buffer.from(bytes.toString());
  let same = 0;
  while (bytes[same] === replaced[same]) same += 1;
  return new StringDecoder('utf8').write(bytes.subarray(0, same));
}
