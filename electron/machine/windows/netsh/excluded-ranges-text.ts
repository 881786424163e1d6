// Reads the ranges out of what `netsh int ipv4 show excludedportrange tcp` prints, whatever its language or code page.
// Protects: a table that is not understood is "not known", never a shorter list.
import type { ExcludedRange } from '../../../contract/change/side-effects';

const highestPort = 65535;
/** A blank of ASCII, of the OEM code pages (0xff), of the Windows ones (0xa0), and the no-break space of UTF-8. */
const blank = '(?:[ \\t\\xa0\\xff]|\\xc2\\xa0)';
/** First and last port, at least two blanks apart (a single one may group digits); a star marks what an administrator set. */
const row = new RegExp(`^${blank}*([0-9]{1,5})(?:\\t|${blank}{2,})${blank}*([0-9]{1,5})${blank}*(\\*?)${blank}*$`);
/** The line under the headings: the table begins after it. */
const rule = /^[ \t-]*-{3,}[ \t-]*$/;
const blankLine = new RegExp(`^${blank}*$`);
/** Two words with a gap between them, as in a table: no legend looks like that. */
const twoColumns = new RegExp(`^${blank}*[^ \\t]+(?:\\t|${blank}{2,})${blank}*[^ \\t]+${blank}*(\\*?)${blank}*$`);
/** U+200E, U+200F, U+061C, U+202A to U+202E and U+2066 to U+2069 in UTF-8: they order what is shown, and hold no data. */
const directionMarks = /\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c/g;

/**
 * First and last port of each row, both included, an empty list for an empty table; null when there is no table, or
 * anything that is not understood stands where its rows do: digits of other scripts, ports outside of 1 to 65535, an end
 * before its start, a row that is cut off, or what may be a row behind the end of the table.
 */
export function readExcludedRangesText(output: Uint8Array): ExcludedRange[] | null {
  const lines = linesOf(output);
  const ruleAt = lines.findIndex((line) => rule.test(line));
  if (ruleAt < 0) return null;
  const length = lines.slice(ruleAt + 1).findIndex((line) => blankLine.test(line));
  // What does not end in a blank line or a line end has been cut off.
  if (length < 0) return null;
  const ranges: ExcludedRange[] = [];
  for (const line of lines.slice(ruleAt + 1, ruleAt + 1 + length)) {
    const range = rangeIn(line);
    if (!range) return null;
    ranges.push(range);
  }
  const rest = lines.slice(ruleAt + 1 + length);
  // An output that ends at the rule tells nothing, not even that there are none.
  if (ranges.length === 0 && rest.length < 2) return null;
  return rest.some(mayBeRow) ? null : ranges;
}

function rangeIn(line: string): ExcludedRange | null {
  const [, start, end, star] = row.exec(line) ?? [];
  const [first, last] = [Number(start), Number(end)];
  return first >= 1 && last >= first && last <= highestPort
    ? { start: first, number: last - first + 1, isAdministered: star === '*' }
    : null;
}

/** Only blank lines and the legend may follow the table. */
function mayBeRow(line: string): boolean {
  return /[0-9]/.test(line) || rule.test(line) || (twoColumns.test(line) && !blankLine.test(line));
}

/** Lines as bytes; the empty rest behind the last line end is one. */
function linesOf(output: Uint8Array): string[] {
  return withoutDirectionMarks(output).split(/\r*\n|\r+/);
}

/** In text that is UTF-8 from end to end these bytes are nothing else. */
function withoutDirectionMarks(output: Uint8Array): string {
  const bytes = Buffer.from(output).toString('latin1');
  return isUtf8(output) ? bytes.replaceAll(directionMarks, '') : bytes;
}

function isUtf8(output: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(output);
    return true;
  } catch {
    return false;
  }
}
