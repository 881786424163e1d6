// The table of docs/windows.md about the files of facts.
import type { Facts } from './facts.schema';

/** Null where it is unknown, or was not asked for. */
export function valueOf<T>(fact: { readonly value: T } | { readonly unknown: string } | undefined): T | null {
  return fact !== undefined && 'value' in fact ? fact.value : null;
}

const columns: readonly [title: string, cell: (facts: Facts) => string | null][] = [
  [
    'Windows',
    ({ system }) => textOf(valueOf(system), ({ product, build, language }) => `${product} ${build} ${language}`),
  ],
  ['bound ports in the table', ({ boundInTable }) => textOf(valueOf(boundInTable), String)],
  ['in netstat', ({ boundInNetstat }) => textOf(valueOf(boundInNetstat), ({ lines }) => String(lines.length > 0))],
  ['TIME_WAIT', ({ timeWaitSeconds }) => textOf(valueOf(timeWaitSeconds), (seconds) => `${seconds.toFixed(0)} s`)],
  ['BootId', ({ bootIdentities }) => textOf(valueOf(bootIdentities), ({ sharedPage }) => String(sharedPage))],
  [
    'IPv6 moves with IPv4',
    ({ moves }) => textOf(valueOf(moves), ({ before, during }) => String(before[2]?.base64 !== during[2]?.base64)),
  ],
  [
    'reading the table',
    ({ tableTime }) =>
      textOf(valueOf(tableTime), ({ rows, milliseconds }) => `${rows} rows in ${milliseconds.toFixed(1)} ms`),
  ],
];

function textOf<T>(value: T | null, text: (value: T) => string): string | null {
  return value === null ? null : text(value);
}

/** As Markdown, one line for each file; a sentence when there is none. */
export function factsTable(files: readonly { readonly name: string; readonly facts: Facts }[]): string {
  if (files.length === 0) return 'There is no file of facts yet.';
  const titles = ['file', ...columns.map(([title]) => title)];
  const rows = files.map(({ name, facts }) => [name, ...columns.map(([, cell]) => cell(facts) ?? 'unknown')]);
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
