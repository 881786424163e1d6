// Reads the ranges out of what `netsh int ipv4 show excludedportrange tcp` prints, whatever its language or code page.
// Protects: a table that is not understood is "not known", never a shorter list.
import type { ExcludedRange } from '../../contract/side-effects';

const highestPort = 65535;
/** First and last port; a star marks a range that an administrator set. */
const row = /^\s*(\d{1,5})\s+(\d{1,5})\s*\*?\s*$/;
/** The line under the headings: the table begins after it. */
const rule = /^[\s-]*-{3,}[\s-]*$/;

/** First and last port of each row, both included; null when there is no table, or a row of it is no range. */
export function readExcludedRangesText(output: Uint8Array): ExcludedRange[] | null {
  const lines = Buffer.from(output).toString('latin1').split(/[\r\n]+/);
  const start = lines.findIndex((line) => rule.test(line));
  if (start < 0) return null;
  const ranges: ExcludedRange[] = [];
  for (const line of lines.slice(start + 1)) {
    const [first, last] = row.exec(line)?.slice(1, 3).map(Number) ?? [];
    if (first !== undefined && last !== undefined) {
      if (last < first || last > highestPort) return null;
      ranges.push({ start: first, number: last - first + 1, isAdministered: line.includes('*') });
    } else if (/^\s*\d/.test(line)) {
      return null;
    }
  }
  return ranges;
}
