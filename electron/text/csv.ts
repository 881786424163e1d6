// Tables as CSV (RFC 4180), to be opened in a spreadsheet.
// Protects: a text from outside (the name of a process, of a computer) is one cell on one line, and never taken for a formula.
import { onOneLine } from '../contract/text/kept-text';

export type Cell = string | number | null;

const formula = /^[=+\-@]/;

/** Lines end with CRLF; spreadsheets recognize UTF-8 by the byte order mark. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

/** What `csvText` made of a text, back: without the apostrophe in front of a formula. */
export function readCell(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const line = onOneLine(cell);
  const safe = formula.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
