// A place in the text of a .reg file, and what is done when it makes no sense there: stop, or list the line and go on.
// Protects: every line that is skipped is counted, and the lists stay short whatever the file.
import { LocationFinder, type RegFileExpectation, type RegFileProblem } from './problem';

/** No list of lines grows beyond this, whatever the file. */
const mostListed = 1000;

/** Thrown by strict scanning, and by both ways when the header is missing: Windows reads nothing then. */
export class RegFileScanStop extends Error {
  constructor(readonly problem: RegFileProblem) {
    super(problem.expected);
  }
}

const semicolon = 0x3b;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** A `dword:` of fewer than eight digits, all decimal: it is easily read as a decimal number. */
export interface ShortDword {
  /** From 1. */
  readonly line: number;
  /** Which value of the file it is, from 0. */
  readonly value: number;
}

/** How the reading of a part ended; 'problem' has been told. */
export type ScanOutcome = 'done' | 'problem';

export class RegFileCursor {
  at = 0;
  /** Start of a quoted text of this value that runs over a line break: suspect number one when something is wrong later. */
  brokenQuote: number | null = null;
  readonly skipped: RegFileProblem[] = [];
  skippedCount = 0;
  readonly shortDwords: ShortDword[] = [];
  readonly ignored: RegFileProblem[] = [];
  private readonly places: LocationFinder;

  constructor(
    readonly units: Uint16Array,
    readonly isLenient: boolean,
  ) {
    this.places = new LocationFinder(units);
  }

  /** Strict: stops. Otherwise lists the line, for the caller to give it up. */
  problem(at: number, expected: RegFileExpectation): 'problem' {
    if (!this.isLenient) this.stop(at, expected);
    this.skippedCount += 1;
    if (this.skipped.length < mostListed) this.skipped.push(this.places.problemAt(at, expected));
    return 'problem';
  }

  stop(at: number, expected: RegFileExpectation): never {
    const isBroken = this.brokenQuote !== null;
    throw new RegFileScanStop(this.places.problemAt(this.brokenQuote ?? at, isBroken ? 'closing-quote' : expected));
  }

  noteShortDword(at: number, value: number): void {
    if (this.shortDwords.length < mostListed)
      this.shortDwords.push({ line: this.places.problemAt(at, 'dword-digits').line, value });
  }

  /** Text that Windows reads over in a line that counts. */
  noteIgnored(at: number): void {
    if (this.ignored.length < mostListed) this.ignored.push(this.places.problemAt(at, 'end-of-line'));
  }

  /** Passes blanks; true at the end of the line or before a comment. */
  isRestEmpty(): boolean {
    this.skipBlanks();
    return this.units[this.at] === semicolon || this.isAtBreak();
  }

  isAtBreak(): boolean {
    const unit = this.units[this.at];
    return unit === undefined || unit === carriageReturn || unit === lineFeed;
  }

  skipBlanks(): void {
    const { units } = this;
    let { at } = this;
    while (isBlank(units[at])) at += 1;
    this.at = at;
  }

  /** To the start of the next line; CRLF, CR and LF each end one. */
  nextLine(): void {
    const { units } = this;
    let { at } = this;
    while (at < units.length && units[at] !== carriageReturn && units[at] !== lineFeed) at += 1;
    if (units[at] === carriageReturn && units[at + 1] === lineFeed) at += 1;
    this.at = at + 1;
  }

  accepts(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.units[this.at + index] !== text.charCodeAt(index)) return false;
    }
    this.at += text.length;
    return true;
  }
}

export function isBlank(unit: number | undefined): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** 0 to 15, or -1. */
export function hexDigit(unit: number | undefined): number {
  if (unit === undefined) return -1;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
