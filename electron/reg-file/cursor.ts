// A position in the text of a .reg file, and what happens when the text makes no sense there: stop, or list the line.
// Protects: every line that is skipped is counted, and the lists stay short whatever the file.
import { excerptOf, ListedLines, longestExcerpt, type RegFileExpectation, type RegFileProblem } from './problem';

/** Thrown by strict scanning, and by both ways when the header is missing: Windows reads nothing then. */
class RegFileScanStop extends Error {
  constructor(readonly problem: RegFileProblem) {
    super(problem.expected);
  }
}

/** The problem that stopped a reading; anything else is rethrown. */
export function problemIn(error: unknown): RegFileProblem {
  if (error instanceof RegFileScanStop) return error.problem;
  throw error;
}

const semicolon = 0x3b;
export const quote = 0x22;
export const comma = 0x2c;
export const backslash = 0x5c;
export const openingBracket = 0x5b;
export const carriageReturn = 0x0d;
export const lineFeed = 0x0a;

export class RegFileCursor {
  readonly skipped = new ListedLines();
  readonly ignored = new ListedLines();
  protected units: Uint16Array = new Uint16Array(0);
  protected at = 0;
  /** A quoted text of this value that spans a line break: the prime suspect when something is wrong later. */
  protected brokenQuote: RegFileProblem | null = null;
  protected line = 1;
  private lineStart = 0;

  constructor(protected readonly isLenient: boolean) {}

  /** Continues in `units`, which start where the previous ones were left. */
  protected goOn(units: Uint16Array): void {
    this.units = units;
    this.lineStart -= this.at;
    this.at = 0;
  }

  /** Strict: stops. Otherwise lists the line, which the caller then abandons. */
  protected problem(at: number, expected: RegFileExpectation): null {
    if (!this.isLenient) this.stop(at, expected);
    this.skipped.add(() => this.problemAt(at, expected));
    return null;
  }

  protected stop(at: number, expected: RegFileExpectation): never {
    throw new RegFileScanStop(this.brokenQuote ?? this.problemAt(at, expected));
  }

  protected problemAt(at: number, expected: RegFileExpectation): RegFileProblem {
    const { units, line, lineStart } = this;
    const text = textOf(units, lineStart, Math.min(lineStart + longestExcerpt + 1, units.length));
    return { line, column: at - lineStart + 1, expected, text: excerptOf(text) };
  }

  /** Skips blanks; true at the end of the line or before a comment. */
  protected isRestEmpty(): boolean {
    this.skipBlanks();
    return this.units[this.at] === semicolon || this.isBreak(this.at);
  }

  protected isBreak(at: number): boolean {
    const unit = this.units[at];
    return unit === undefined || unit === carriageReturn || unit === lineFeed;
  }

  protected skipBlanks(): void {
    while (isBlank(this.units[this.at])) this.at += 1;
  }

  /** To the start of the next line, or to the end of the units; CRLF, CR and LF each end a line. */
  protected nextLine(): void {
    const { units } = this;
    while (!this.isBreak(this.at)) this.at += 1;
    if (this.at === units.length) return;
    this.at += units[this.at] === carriageReturn && units[this.at + 1] === lineFeed ? 2 : 1;
    this.lineStartsAt(this.at);
  }

  protected lineStartsAt(at: number): void {
    this.line += 1;
    this.lineStart = at;
  }

  protected accepts(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.units[this.at + index] !== text.charCodeAt(index)) return false;
    }
    this.at += text.length;
    return true;
  }

  /** Skips hexadecimal digits, if there are any, and returns their number. */
  protected hexNumber(): number {
    let number = 0;
    for (let digit = hexDigit(this.units[this.at]); digit >= 0; digit = hexDigit(this.units[this.at])) {
      number = number * 16 + digit;
      this.at += 1;
    }
    return number;
  }
}

export function isBlank(unit: number | undefined): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** By UTF-16 unit. */
const digits = new Int8Array(0x1_0000).fill(-1);
for (const sign of '0123456789abcdefABCDEF') digits[sign.charCodeAt(0)] = parseInt(sign, 16);

/** 0 to 15, or -1. */
export function hexDigit(unit: number | undefined): number {
  return unit === undefined ? -1 : (digits[unit] ?? -1);
}

export function textOf(units: Uint16Array, start: number, end: number): string {
  return Buffer.from(units.buffer, units.byteOffset + start * 2, (end - start) * 2).toString('utf16le');
}
