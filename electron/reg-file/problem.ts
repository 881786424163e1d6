// Where a .reg file stops making sense, and what was expected there. The words live in the message catalogue.
import type { EncodingProblem } from './encoding';

/** What the reader expected. Each one is a key of the message catalogue. */
export type RegFileExpectation =
  | EncodingProblem['expected']
  /** `Windows Registry Editor Version 5.00` or `REGEDIT4`, alone in the first line. */
  | 'header'
  /** A key in square brackets, a value name in quotes, `@`, or a comment. */
  | 'key-or-value'
  | 'key-path'
  | 'closing-bracket'
  /** A value stands before the first key, or below a key that is deleted. */
  | 'key-before-value'
  | 'closing-quote'
  /** Only `\\` and `\"` are known after a backslash. */
  | 'known-escape'
  | 'text-without-nul'
  | 'equals-sign'
  /** `"text"`, `dword:`, `hex:`, `hex(n):` or `-`. */
  | 'data'
  /** One to eight hexadecimal digits. */
  | 'dword-digits'
  /** A type number of at most ffffffff in hexadecimal, and `):`. */
  | 'type-number'
  /** A byte of one or two hexadecimal digits. */
  | 'hex-byte'
  /** After a backslash at the end of a line the bytes go on in the next one. */
  | 'continuation-line'
  /** A comment or nothing. */
  | 'end-of-line'
  /** At most 2,000,000 keys and values in one file: a real one of the largest size has half of that. */
  | 'fewer-entries';

/** Line and column count from 1, the column in UTF-16 units; `text` is that line, shortened. */
export interface RegFileProblem {
  readonly line: number;
  readonly column: number;
  readonly expected: RegFileExpectation;
  readonly text: string;
}

const longestExcerpt = 120;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Turns places in a text into line and column; quick as long as the places it is asked for go forward. */
export class LocationFinder {
  private line = 1;
  private lineStart = 0;
  private counted = 0;

  constructor(private readonly units: Uint16Array) {}

  problemAt(at: number, expected: RegFileExpectation): RegFileProblem {
    const { units } = this;
    if (at < this.counted) {
      this.line = 1;
      this.lineStart = 0;
      this.counted = 0;
    }
    for (; this.counted < at; this.counted += 1) {
      const unit = units[this.counted];
      // CRLF is one break: it counts at its line feed.
      if (unit === lineFeed || (unit === carriageReturn && units[this.counted + 1] !== lineFeed)) {
        this.line += 1;
        this.lineStart = this.counted + 1;
      }
    }
    return { line: this.line, column: at - this.lineStart + 1, expected, text: this.excerpt() };
  }

  private excerpt(): string {
    let end = this.lineStart;
    const limit = Math.min(this.units.length, this.lineStart + longestExcerpt);
    while (end < limit && this.units[end] !== carriageReturn && this.units[end] !== lineFeed) end += 1;
    const text = String.fromCharCode(...this.units.subarray(this.lineStart, end));
    return end === limit && limit < this.units.length ? `${text}…` : text;
  }
}
