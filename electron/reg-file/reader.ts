// Decodes the bytes of a .reg file as they arrive, and passes its keys and values to sinks.
// Protects: memory use does not depend on the size of the file, and no line is torn where a part of the file ends.
import { decoderFor, type RegFileEncoding } from './encoding';
import type { ListedLines } from './problem';
import { ScannedValue } from './scanned-value';
import { RegFileScanner } from './scanner';
import type { RegFileSink } from './sink';

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
  /** Longest line in UTF-16 units; null: of any length, because everything is passed at once. */
  readonly line: number | null;
  /** Bytes of a value that are kept. */
  readonly data: number;
}

export class RegFileReader {
  private readonly scanner: RegFileScanner;
  private readonly decode: (part: Buffer, isLast: boolean) => Buffer;
  private readonly units: Uint16Array<ArrayBuffer>;
  /** The same memory. */
  private readonly bytes: Buffer;
  /** In bytes. */
  private filled = 0;

  constructor(
    private readonly encoding: RegFileEncoding,
    isLenient: boolean,
    codePage: string,
    { part, line, data }: RegFileLimits,
    sinks: readonly RegFileSink[],
  ) {
    // For a line with its break, and one part; a character that started in the previous part may add some.
    this.units = new Uint16Array((line ?? 0) + part + 10);
    this.bytes = Buffer.from(this.units.buffer);
    this.decode = decoderFor(encoding, codePage);
    const value = new ScannedValue(this.units.length, data);
    this.scanner = new RegFileScanner(isLenient, codePage, value, sinks, line ?? Infinity);
  }

  /** `isLast`: nothing follows. What it throws is for `problemIn`. */
  read(part: Buffer, isLast: boolean): void {
    this.filled += this.decode(part, isLast).copy(this.bytes, this.filled);
    const done = this.scanner.scan(this.units.subarray(0, this.filled >> 1), isLast) * 2;
    this.bytes.copyWithin(0, done, this.filled);
    this.filled -= done;
  }

  notes(): RegFileNotes {
    const { version, skipped, ignored, hasBlankAfterHeader } = this.scanner;
    return { encoding: this.encoding, version, skipped, ignored, hasBlankAfterHeader };
  }
}
