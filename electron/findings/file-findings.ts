// Finds the mistakes of a .reg file: those of its values for the key of the article, and those of its text. Pure.
// Protects: the file is read as Windows reads it, so that what is found is what an import would do or leave out.
import type { WindowsVersion } from '../contract/registry/parameters';
import type { LeftBehind } from './left-behind';
import { lintValues, type LintFinding } from './value-findings';
import { lintElsewhere } from './misplaced-values';
import type { RegFileScan } from '../reg-file/reg-file';
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

export interface FileFindings {
  readonly found: readonly FileFinding[];
  /** Mistakes that are not listed, because every list is limited. */
  readonly leftOut: number;
}

/** What is wrong with a file, on this release of Windows. It was read in the mode 'as-windows', with `left` as a sink. */
export function lintFile(reading: RegFileScan, left: LeftBehind, version: WindowsVersion): FileFindings {
  if (!reading.ok) {
    const { problem } = reading;
    const code = problem.expected === 'header' ? 'MISSING_HEADER' : 'UNREADABLE';
    return { found: [code === 'UNREADABLE' ? { code, problem } : { code }], leftOut: 0 };
  }
  const { ignored, skipped, hasBlankAfterHeader } = reading;
  const ours = left.ours();
  const values = [...lintValues(ours, version), ...lintElsewhere(left.elsewhere(), ours, version)];
  const found: FileFinding[] = [
    ...(hasBlankAfterHeader ? [{ code: 'BLANK_AFTER_HEADER' } as const] : []),
    ...values.map((finding) => ({ code: 'VALUE', finding }) as const),
    ...left.backslashed.map((path) => ({ code: 'TRAILING_BACKSLASH', path }) as const),
    ...left.shortDwordLines().map((line) => ({ code: 'SHORT_DWORD', line }) as const),
    ...ignored.lines.map((problem) => ({ code: 'TEXT_AFTER_KEY', problem }) as const),
    ...skipped.lines.map((problem) => ({ code: 'SKIPPED_LINE', problem }) as const),
  ];
  const leftOut = left.leftOut + ignored.count - ignored.lines.length + skipped.count - skipped.lines.length;
  return { found, leftOut };
}
