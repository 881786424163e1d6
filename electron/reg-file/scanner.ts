// The grammar of .reg files (Microsoft 310516), in one pass over UTF-16 units and without a string for each line.
// Protects: strict reading stops at the first thing that Windows would skip, change or read in another way; reading
// "as Windows reads" skips exactly the lines that Windows skips, and tells each of them.
import { registryTypes } from '../contract/registry/stored-value';
import { deletionLength, RegFileColumnsBuilder, type RegFileColumns } from './columns';
import { isBlank, RegFileCursor, type ScanOutcome, type ShortDword } from './cursor';
import { decodeAnsi } from './encoding';
import { scanDword, scanHex, scanTypeNumber } from './hex';
import type { RegFileProblem } from './problem';

export interface ScanOptions {
  /** Skip and list what Windows skips, instead of stopping. */
  readonly isLenient: boolean;
  /** Of the bytes of hex(1), hex(2) and hex(7) in a REGEDIT4 file. */
  readonly codePage: string;
  /** Called now and then with the fraction that is read, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface Scan {
  readonly columns: RegFileColumns;
  readonly version: 4 | 5;
  /** Lines that were skipped; only the first `mostListed` of `skippedCount`. Always empty when strict. */
  readonly skipped: readonly RegFileProblem[];
  readonly skippedCount: number;
  /** Only the first `mostListed`. */
  readonly shortDwords: readonly ShortDword[];
  /** Text behind the `]` of a key, which Windows reads over; only the first `mostListed`. Always empty when strict. */
  readonly ignored: readonly RegFileProblem[];
  /** Blanks behind the header, as `echo` leaves them. What Windows makes of such a file is not known. Never when strict. */
  readonly hasBlankAfterHeader: boolean;
}

const headers: readonly (readonly [text: string, version: 4 | 5])[] = [
  ['Windows Registry Editor Version 5.00', 5],
  ['REGEDIT4', 4],
];
/** Each becomes an object of some 200 bytes, so that a file of nothing but short lines would fill the memory. */
const mostEntries = 2_000_000;
/** In UTF-16 units. */
const progressEvery = 1 << 20;
const quote = 0x22;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** The keys and values in `units`, a text without byte order mark. Throws RegFileScanStop. */
export function scanRegFile(units: Uint16Array, options: ScanOptions): Scan {
  return new Scanner(units, options).scan();
}

class Scanner {
  private version: 4 | 5 = 5;
  private isKeyOpen = false;
  private readonly cursor: RegFileCursor;
  private readonly built: RegFileColumnsBuilder;

  constructor(
    private readonly units: Uint16Array,
    private readonly options: ScanOptions,
  ) {
    this.cursor = new RegFileCursor(units, options.isLenient);
    this.built = new RegFileColumnsBuilder(units.length);
  }

  scan(): Scan {
    const { cursor, units, options } = this;
    const hasBlankAfterHeader = this.header();
    let nextProgress = progressEvery;
    while (cursor.at < units.length) {
      if (cursor.at >= nextProgress) {
        options.onProgress?.(cursor.at / units.length);
        nextProgress = cursor.at + progressEvery;
      }
      if (this.built.entryCount >= mostEntries) cursor.stop(cursor.at, 'fewer-entries');
      this.line();
      cursor.nextLine();
    }
    const { skipped, skippedCount, shortDwords, ignored } = cursor;
    return {
      columns: this.built.finish(),
      version: this.version,
      skipped,
      skippedCount,
      shortDwords,
      ignored,
      hasBlankAfterHeader,
    };
  }

  /** Without it nothing of the file is read, by Windows neither. True when blanks follow it. */
  private header(): boolean {
    const { cursor } = this;
    if (cursor.isLenient) cursor.skipBlanks();
    const found = headers.find(([text]) => cursor.accepts(text));
    const hasBlank = isBlank(this.units[cursor.at]);
    if (cursor.isLenient) cursor.skipBlanks();
    if (!found || !cursor.isAtBreak()) return cursor.stop(0, 'header');
    this.version = found[1];
    cursor.nextLine();
    return hasBlank;
  }

  private line(): void {
    const { cursor } = this;
    cursor.brokenQuote = null;
    if (cursor.isRestEmpty()) return;
    const unit = this.units[cursor.at];
    if (unit === 0x5b) this.key();
    else if (unit === quote || unit === 0x40) this.value();
    else cursor.problem(cursor.at, 'key-or-value');
  }

  /** The path ends at the last bracket of the line: key names may hold brackets themselves. */
  private key(): void {
    const { cursor, units, built } = this;
    const isDeletion = units[cursor.at + 1] === 0x2d;
    const start = cursor.at + (isDeletion ? 2 : 1);
    let end = start;
    let close = -1;
    for (; end < units.length && units[end] !== carriageReturn && units[end] !== lineFeed; end += 1) {
      if (units[end] === 0x5d) close = end;
      if (units[end] === 0) return void cursor.problem(end, 'key-path');
    }
    if (close < 0) return void cursor.problem(end, 'closing-bracket');
    if (isDeletion || close === start) this.isKeyOpen = false;
    if (close === start || isBlank(units[start])) return void cursor.problem(start, 'key-path');
    cursor.at = close + 1;
    if (!cursor.isRestEmpty()) {
      if (!cursor.isLenient) return void cursor.problem(cursor.at, 'end-of-line');
      cursor.noteIgnored(cursor.at);
    }
    const offset = built.end;
    built.units.set(units.subarray(start, close), offset >> 1);
    built.end += (close - start) * 2;
    built.addKey(offset, close - start, isDeletion);
    this.isKeyOpen = !isDeletion;
  }

  private value(): void {
    const { cursor, built } = this;
    const nameOffset = built.end;
    if (!this.isKeyOpen) return void cursor.problem(cursor.at, 'key-before-value');
    if (!cursor.accepts('@') && this.quoted() === 'problem') return;
    const dataOffset = built.end;
    const type = this.content();
    if (type === 'problem') {
      built.end = nameOffset;
      return;
    }
    const dataLength = type === 'deletion' ? deletionLength : built.end - dataOffset;
    built.addValue(nameOffset, (dataOffset - nameOffset) >> 1, type === 'deletion' ? 0 : type, dataOffset, dataLength);
    built.end += built.end % 2;
  }

  /** From the equals sign to the end of the value: its type, with its data written. */
  private content(): number | 'deletion' | 'problem' {
    const { cursor, built } = this;
    cursor.skipBlanks();
    if (!cursor.accepts('=')) return cursor.problem(cursor.at, 'equals-sign');
    cursor.skipBlanks();
    if (this.units[cursor.at] === quote) {
      if (this.quoted() === 'problem') return 'problem';
      built.units[built.end >> 1] = 0;
      built.end += 2;
      return this.endingAs(registryTypes.REG_SZ);
    }
    if (cursor.accepts('dword:')) return scanDword(cursor, built) === 'done' ? registryTypes.REG_DWORD : 'problem';
    if (cursor.accepts('hex:')) return scanHex(cursor, built) === 'done' ? registryTypes.REG_BINARY : 'problem';
    if (cursor.accepts('hex(')) {
      const type = scanTypeNumber(cursor);
      if (type === null) return cursor.problem(cursor.at, 'type-number');
      const offset = built.end;
      if (scanHex(cursor, built) === 'problem') return 'problem';
      if (this.convertText(type, offset)) return type;
      return cursor.problem(cursor.at, 'text-in-code-page');
    }
    if (cursor.accepts('-')) return this.endingAs('deletion');
    return cursor.problem(cursor.at, 'data');
  }

  private endingAs<T>(content: T): T | 'problem' {
    const { cursor } = this;
    return cursor.isRestEmpty() ? content : cursor.problem(cursor.at, 'end-of-line');
  }

  /**
   * Text in quotes. A line break inside belongs to it when strict, for so Registry Editor exports texts with line
   * breaks; but it imports files line by line.
   */
  private quoted(): ScanOutcome {
    const { units, built, cursor } = this;
    const { isLenient } = cursor;
    const start = cursor.at;
    const out = built.units;
    let to = built.end >> 1;
    let at = start + 1;
    for (; at < units.length; at += 1) {
      let unit = units[at] ?? 0;
      if (unit === quote) {
        cursor.at = at + 1;
        built.end = to * 2;
        return 'done';
      }
      if (unit === backslash) {
        at += 1;
        unit = units[at] ?? 0;
        const isKnown = unit === backslash || unit === quote || (isLenient && isPlainEscape(unit));
        if (!isKnown) return cursor.problem(at, 'known-escape');
      } else if (unit < 0x20) {
        if (unit === 0 && isLenient) return cursor.problem(at, 'text-without-nul');
        if (unit === carriageReturn || unit === lineFeed) {
          if (isLenient) return cursor.problem(at, 'closing-quote');
          cursor.brokenQuote ??= start;
        }
      }
      out[to++] = unit;
    }
    return cursor.problem(at, 'closing-quote');
  }

  /** Texts in hex: ANSI in a REGEDIT4 file becomes UTF-16LE; Windows adds a NUL where the text does not end in one. */
  private convertText(type: number, offset: number): boolean {
    const { built } = this;
    const isText =
      type === registryTypes.REG_SZ || type === registryTypes.REG_EXPAND_SZ || type === registryTypes.REG_MULTI_SZ;
    if (!isText || built.end === offset) return true;
    if (this.version === 4) {
      const { codePage, isLenient } = this.options;
      const text = decodeAnsi(built.bytes.slice(offset, built.end), codePage, isLenient);
      if (!text) return false;
      built.units.set(text, offset >> 1);
      built.end = offset + text.length * 2;
    }
    if (!this.options.isLenient) return true;
    const end = offset + ((built.end - offset) & ~1);
    if (end === offset || built.units[(end >> 1) - 1] !== 0) {
      built.units[end >> 1] = 0;
      built.end = end + 2;
    }
    return true;
  }
}

/** Windows drops a backslash before any other character; what it does before n, r, 0 or the end of a line is in doubt. */
function isPlainEscape(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x6e && unit !== 0x72 && unit !== 0x30;
}
