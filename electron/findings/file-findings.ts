// Finds the mistakes of a .reg file: those of its values for the key of the article, and those of its text. Pure.
// Protects: the file is read as Windows reads it, so that what is found is what an import would do or leave out.
import type { WindowsVersion } from '../contract/registry/parameters';
import { locationOf } from '../reg-file/key-path';
import { leftBehind, withoutTrailingBackslashes } from './left-behind';
import { lintValues, type LintFinding } from './value-findings';
import { lintElsewhere } from './misplaced-values';
import type { RegFileKey, RegFileReading } from '../reg-file/reg-file';
import type { RegFileProblem } from '../reg-file/problem';

export type FileFinding =
  | { readonly code: 'VALUE'; readonly finding: LintFinding }
  /** Windows imports nothing of the file. */
  | { readonly code: 'MISSING_HEADER' }
  /** The bytes are no text of a .reg file. */
  | { readonly code: 'UNREADABLE'; readonly problem: RegFileProblem }
  /** Windows passes over this line. */
  | { readonly code: 'SKIPPED_LINE'; readonly problem: RegFileProblem }
  /** Legal, and with decimal digits only easily mistaken for a decimal number. */
  | { readonly code: 'SHORT_DWORD'; readonly line: number }
  /** Windows reads over the text behind the key. */
  | { readonly code: 'TEXT_AFTER_KEY'; readonly problem: RegFileProblem }
  /** Whether Windows imports such a file is not known. */
  | { readonly code: 'BLANK_AFTER_HEADER' }
  /** The key of the article with a backslash at its end, which we refuse and Windows forgives. */
  | { readonly code: 'TRAILING_BACKSLASH'; readonly path: string };

/** What is wrong with a file, on this release of Windows. `reading` was made in the mode 'as-windows'. */
export function lintFile(reading: RegFileReading, version: WindowsVersion): FileFinding[] {
  if (!reading.ok) {
    const { problem } = reading;
    return [problem.expected === 'header' ? { code: 'MISSING_HEADER' } : { code: 'UNREADABLE', problem }];
  }
  const { keys, shortDwords, ignored, hasBlankAfterHeader } = reading;
  const { ours, elsewhere, counting } = leftBehind(keys, new Set(shortDwords.map(({ value }) => value)));
  return [
    ...(hasBlankAfterHeader ? [{ code: 'BLANK_AFTER_HEADER' } as const] : []),
    ...[...lintValues(ours, version), ...lintElsewhere(elsewhere, ours, version)].map((finding): FileFinding => ({
      code: 'VALUE',
      finding,
    })),
    ...keys.filter(isOursWithBackslash).map(({ path }): FileFinding => ({ code: 'TRAILING_BACKSLASH', path })),
    ...shortDwords
      .filter(({ value }) => counting.has(value))
      .map(({ line }): FileFinding => ({ code: 'SHORT_DWORD', line })),
    ...ignored.map((problem): FileFinding => ({ code: 'TEXT_AFTER_KEY', problem })),
    ...reading.skipped.map((problem): FileFinding => ({ code: 'SKIPPED_LINE', problem })),
  ];
}

function isOursWithBackslash({ path, isDeletion }: RegFileKey): boolean {
  return !isDeletion && path.endsWith('\\') && locationOf(withoutTrailingBackslashes(path)).kind === 'key';
}
