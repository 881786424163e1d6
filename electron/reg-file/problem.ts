// Where a .reg file stops making sense, and what was expected there.

export type RegFileExpectation =
  | 'not-utf-16be'
  | 'whole-utf-16-units'
  | 'valid-utf-8'
  | 'text-in-code-page'
  /** `Windows Registry Editor Version 5.00` or `REGEDIT4`, alone in the first line. */
  | 'header'
  /** A key in square brackets, a value name in quotes, `@`, or a comment. */
  | 'key-or-value'
  | 'key-path'
  | 'closing-bracket'
  /** A value stands before the first key, or below a key that is deleted. */
  | 'key-before-value'
  | 'closing-quote'
  | 'value-name'
  | 'known-escape'
  | 'text-without-nul'
  | 'equals-sign'
  /** `"text"`, `dword:`, `hex:`, `hex(n):` or `-`. */
  | 'data'
  | 'dword-digits'
  /** A type number of at most ffffffff in hexadecimal, and `):`. */
  | 'type-number'
  | 'hex-byte'
  | 'continuation-line'
  | 'end-of-line'
  | 'shorter-line';

/** Line and column count from 1, the column in UTF-16 units; `text` is that line, shortened. */
export interface RegFileProblem {
  readonly line: number;
  readonly column: number;
  readonly expected: RegFileExpectation;
  readonly text: string;
}

/** Counts lines, and keeps the first `mostListed`. */
export class ListedLines {
  readonly lines: RegFileProblem[] = [];
  count = 0;

  add(problem: () => RegFileProblem): void {
    this.count += 1;
    if (this.lines.length < mostListed) this.lines.push(problem());
  }
}

const mostListed = 1000;
/** In UTF-16 units. */
export const longestExcerpt = 120;

/** The first line of a text, shortened; a text of `longestExcerpt` + 1 units suffices. */
export function excerptOf(text: string): string {
  const line = text.replace(/[\r\n].*/s, '');
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line;
}

/** A problem right after `text`, which is the start of the file. */
export function problemBehind(text: string, expected: RegFileExpectation): RegFileProblem {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? '';
  return { line: lines.length, column: last.length + 1, expected, text: excerptOf(last) };
}
