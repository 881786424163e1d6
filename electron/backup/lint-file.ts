// Finds the mistakes of a .reg file: those of its values for the key of the article, and those of its text. Pure.
// Protects: the file is read as Windows reads it, so that what is found is what an import would do or leave out.
import type { WindowsVersion } from '../contract/catalogue';
import { placeOf } from './diff-key-path';
import { foldedName } from '../contract/registry-name';
import { lintValues, type LintedValue, type LintFinding } from './lint';
import type { RegFileKey, RegFileReading } from './reg-file';
import type { RegFileProblem } from './reg-file-problem';

export type FileFinding =
  | { readonly code: 'VALUE'; readonly finding: LintFinding }
  /** Windows imports nothing of the file. */
  | { readonly code: 'MISSING_HEADER' }
  /** The bytes are no text of a .reg file. */
  | { readonly code: 'UNREADABLE'; readonly problem: RegFileProblem }
  /** Windows passes over this line. */
  | { readonly code: 'SKIPPED_LINE'; readonly problem: RegFileProblem }
  /** Legal, and easily mistaken for a decimal number. */
  | { readonly code: 'SHORT_DWORD'; readonly line: number }
  /** The key of the article with a backslash at its end, which we refuse and Windows forgives. */
  | { readonly code: 'TRAILING_BACKSLASH'; readonly path: string };

/** What is wrong with a file, on this release of Windows. `reading` was made in the mode 'as-windows'. */
export function lintFile(reading: RegFileReading, version: WindowsVersion): FileFinding[] {
  if (!reading.ok) {
    const { problem } = reading;
    return [problem.expected === 'header' ? { code: 'MISSING_HEADER' } : { code: 'UNREADABLE', problem }];
  }
  const isOurs = ({ path }: RegFileKey) => placeOf(path.replace(/\\+$/, '')).kind === 'key';
  const ours = reading.keys.filter((key) => !key.isDeletion && isOurs(key));
  return [
    ...lintValues(lastValues(ours), version).map((finding): FileFinding => ({ code: 'VALUE', finding })),
    ...ours.filter(({ path }) => path.endsWith('\\')).map(({ path }): FileFinding => ({ code: 'TRAILING_BACKSLASH', path })),
    ...reading.shortDwordLines.map((line): FileFinding => ({ code: 'SHORT_DWORD', line })),
    ...reading.skipped.map((problem): FileFinding => ({ code: 'SKIPPED_LINE', problem })),
  ];
}

/** The values that the keys leave behind: the last word on a name holds, and a deletion leaves none. */
function lastValues(keys: readonly RegFileKey[]): LintedValue[] {
  const values = new Map<string, LintedValue>();
  for (const { name, content } of keys.flatMap((key) => key.values)) {
    if (content) values.set(foldedName(name), { name, ...content });
    else values.delete(foldedName(name));
  }
  return [...values.values()];
}
