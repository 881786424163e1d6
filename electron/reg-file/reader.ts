// Decodes the bytes of a .reg file as they arrive, and passes its keys and values to sinks.
// Protects: memory use does not depend on the size of the file, and no line is torn where a part of the file ends.
import { decoderFor, type PartDecoder, type RegFileEncoding } from './encoding';
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
  private readonly decode: PartDecoder;
  private readonly units: Uint16Array<ArrayBuffer>;
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
    this.decode = decoderFor(encoding, codePage);
    const value = new ScannedValue(this.units.length, data);
    this.scanner = new RegFileScanner(isLenient, codePage, value, sinks, line ?? Infinity);
  }

  /**
   * Reads `bytes` and returns how many of them it took; the rest must be passed again, together with what follows.
   * `isLast`: nothing follows. What it throws is for `problemIn`.
   */
  read(bytes: Buffer, isLast: boolean): number {
    const { taken, length } = this.decode(bytes, this.units.subarray(this.filled), isLast);
    this.filled += length;
    const read = this.scanner.scan(this.units.subarray(0, this.filled), isLast);
    this.units.copyWithin(0, read, this.filled);
    this.filled -= read;
    return taken;
  }

  notes(): RegFileNotes {
    const { version, skipped, ignored, hasBlankAfterHeader } = this.scanner;
    return { encoding: this.encoding, version, skipped, ignored, hasBlankAfterHeader };
  }
}
