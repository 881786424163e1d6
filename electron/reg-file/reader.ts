// Decodes the bytes of a .reg file as they arrive, and passes its keys and values to sinks.
// Protects: memory use does not depend on the size of the file, and no line is torn where a part of the file ends.
import { carriageReturn, isBlank, lineFeed } from './cursor';
import { decoderFor, type RegFileEncoding } from './encoding';
import type { ListedLines } from './problem';
import { RegFileScanner } from './scanner';
import { ScannedValue, type RegFileSink } from './scanned-value';

/** What is known about a file that was read to its end. */
export interface RegFileNotes {
  readonly encoding: RegFileEncoding;
  readonly version: 4 | 5;
  /** Lines that Windows skips. Always empty when strict. */
  readonly skipped: ListedLines;
  /** Text after the `]` of a key, which Windows ignores. Always empty when strict. */
  readonly ignored: ListedLines;
  /** Blanks after the header, as `echo` leaves them. What Windows does with such a file is unknown. Never when strict. */
  readonly hasBlankAfterHeader: boolean;
}

export interface RegFileLimits {
  /** Most bytes passed at a time. */
  readonly part: number;
  /** Longest line in UTF-16 units, without its break. */
  readonly line: number;
  /** Bytes of a value that are kept. */
  readonly data: number;
}

export class RegFileReader extends RegFileScanner {
  private readonly decode;
  private readonly buffer: Buffer;
  /** Bytes in the buffer: no line ends in them. */
  private left = 0;
  /** The rest of a line that was too long comes next. */
  private isInLongLine = false;
  private isHeaderNext = true;
  private hasBlankAfterHeader = false;

  constructor(
    private readonly encoding: RegFileEncoding,
    isLenient: boolean,
    codePage: string,
    private readonly limits: RegFileLimits,
    sinks: readonly RegFileSink[],
  ) {
    // For a line with its break, and one part; a character that started in the previous part may add some.
    const capacity = limits.line + limits.part + 10;
    super(isLenient, codePage, new ScannedValue(capacity, limits.data), sinks);
    this.buffer = Buffer.alloc(capacity * 2);
    this.decode = decoderFor(encoding, codePage);
  }

  /**
   * `isLast`: nothing follows. Strict reading needs the whole file at once, because there a text may continue on the next
   * line. What it throws is for `problemIn`.
   */
  read(part: Buffer, isLast: boolean): void {
    const length = this.left + this.decode(part, isLast).copy(this.buffer, this.left);
    const units = new Uint16Array(this.buffer.buffer, this.buffer.byteOffset, length >> 1);
    this.readLines(units, isLast ? units.length : endOfLines(units, this.left >> 1));
    if (isLast && this.isHeaderNext) this.stop(0, 'header');
    if (isLast) this.endOfFile();
    this.buffer.copyWithin(0, this.at * 2, length);
    this.left = length - this.at * 2;
  }

  notes(): RegFileNotes {
    const { encoding, version, skipped, ignored, hasBlankAfterHeader } = this;
    return { encoding, version, skipped, ignored, hasBlankAfterHeader };
  }

  /** Where a part ends changes nothing: not where a line ends, and not whether it is too long. */
  private readLines(units: Uint16Array, end: number): void {
    this.goOn(units);
    while (this.at < end) {
      if (this.isInLongLine) this.isInLongLine = false;
      else if (end - this.at > this.limits.line && this.isLong()) this.passOver();
      else if (this.isHeaderNext) this.header();
      else this.readLine();
      this.nextLine();
    }
    // The last unit may be the first half of a line break.
    const last = units.length - 1;
    if (!this.isInLongLine && last - end > this.limits.line) {
      this.passOver();
      this.isInLongLine = true;
    }
    if (this.isInLongLine) this.at = Math.max(end, last);
  }

  private passOver(): void {
    if (this.isHeaderNext) this.stop(this.at, 'header');
    this.longLine(this.limits.line);
  }

  /** Without it nothing in the file is read; Windows reads nothing either. */
  private header(): void {
    if (this.isLenient) this.skipBlanks();
    if (this.accepts('REGEDIT4')) this.version = 4;
    else if (!this.accepts('Windows Registry Editor Version 5.00')) this.stop(0, 'header');
    this.hasBlankAfterHeader = isBlank(this.units[this.at]);
    if (this.isLenient) this.skipBlanks();
    if (!this.isBreak(this.at)) this.stop(0, 'header');
    this.isHeaderNext = false;
  }

  private isLong(): boolean {
    for (let at = this.at; at <= this.at + this.limits.line; at += 1) if (this.isBreak(at)) return false;
    return true;
  }
}

/** The position after the last line break that is not within the first `left` units but one; 0 when there is none. */
function endOfLines(units: Uint16Array, left: number): number {
  for (let at = units.length - 1; at >= Math.max(left - 1, 0); at -= 1) {
    // A carriage return at the end may be half of a line break.
    if (units[at] === lineFeed || (units[at] === carriageReturn && at < units.length - 1)) return at + 1;
  }
  return 0;
}
