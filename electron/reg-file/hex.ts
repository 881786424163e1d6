// Numbers and bytes of .reg files: `dword:` and `hex:` with its continued lines.
// Protects: bytes are taken as they stand; what is not a byte is a problem and never a guess.
import type { RegFileColumnsBuilder } from './columns';
import { hexDigit, type RegFileCursor, type ScanOutcome } from './cursor';

const backslash = 0x5c;
const comma = 0x2c;

/** The digits after `dword:` to four bytes, least first. */
export function scanDword(cursor: RegFileCursor, built: RegFileColumnsBuilder): ScanOutcome {
  const { units } = cursor;
  cursor.skipBlanks();
  const start = cursor.at;
  let number = 0;
  let isDecimal = true;
  for (let digit = hexDigit(units[cursor.at]); digit >= 0; digit = hexDigit(units[cursor.at])) {
    number = number * 16 + digit;
    isDecimal &&= digit < 10;
    cursor.at += 1;
  }
  const digits = cursor.at - start;
  if (digits < 1 || digits > 8) return cursor.problem(start, 'dword-digits');
  if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, 'end-of-line');
  if (digits < 8 && isDecimal) cursor.noteShortDword(start, built.nextValue);
  built.bytes[built.end] = number & 0xff;
  built.bytes[built.end + 1] = (number >>> 8) & 0xff;
  built.bytes[built.end + 2] = (number >>> 16) & 0xff;
  built.bytes[built.end + 3] = number >>> 24;
  built.end += 4;
  return 'done';
}

/** The digits of `hex(n):` and what follows them; null when that is no type number. */
export function scanTypeNumber(cursor: RegFileCursor): number | null {
  let number = 0;
  const start = cursor.at;
  for (let digit = hexDigit(cursor.units[cursor.at]); digit >= 0; digit = hexDigit(cursor.units[cursor.at])) {
    number = number * 16 + digit;
    if (number > 0xffff_ffff) return null;
    cursor.at += 1;
  }
  return cursor.at > start && cursor.accepts('):') ? number : null;
}

/** Bytes up to the end of the value, over continued lines. Windows takes a last comma, and a last backslash. */
export function scanHex(cursor: RegFileCursor, built: RegFileColumnsBuilder): ScanOutcome {
  const { units, isLenient } = cursor;
  const { bytes } = built;
  let to = built.end;
  let isAfterComma = false;
  for (;;) {
    cursor.skipBlanks();
    let at = cursor.at;
    const first = hexDigit(units[at]);
    if (first < 0) {
      if (units[at] === backslash) {
        const goesOn = continuation(cursor);
        if (goesOn === 'problem') return goesOn;
        if (goesOn) continue;
        break;
      }
      if (!cursor.isRestEmpty() || (isAfterComma && !isLenient)) return cursor.problem(cursor.at, 'hex-byte');
      break;
    }
    let byte = first;
    at += 1;
    for (let digit = hexDigit(units[at]); digit >= 0; digit = hexDigit(units[at])) {
      byte = byte * 16 + digit;
      at += 1;
      if (byte > 0xff || (!isLenient && at - cursor.at > 2)) return cursor.problem(cursor.at, 'hex-byte');
    }
    cursor.at = at;
    bytes[to++] = byte;
    isAfterComma = units[at] === comma;
    if (isAfterComma) {
      cursor.at = at + 1;
    } else {
      if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, 'end-of-line');
      break;
    }
  }
  built.end = to;
  return 'done';
}

/** From the backslash to the next line that goes on, past blank ones and comments. False at the end of the file. */
function continuation(cursor: RegFileCursor): boolean | 'problem' {
  cursor.at += 1;
  if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, 'end-of-line');
  while (cursor.at < cursor.units.length) {
    cursor.nextLine();
    cursor.skipBlanks();
    if (hexDigit(cursor.units[cursor.at]) >= 0) return true;
    if (cursor.at < cursor.units.length && !cursor.isRestEmpty()) return cursor.problem(cursor.at, 'continuation-line');
  }
  return cursor.isLenient ? false : cursor.problem(cursor.at, 'hex-byte');
}
