// Tables as CSV (RFC 4180): what the window shows, to be opened in a spreadsheet.
// Protects: a text from outside (a process name) is never taken for a formula by the spreadsheet.
import { onOneLine } from '../contract/text/kept-text';
import { tcpStates } from '../contract/usage/sample';
import type { UsageDetails, UsageHistoryView, UsageTableName } from '../contract/usage/usage';

type Cell = string | number | null;

export function historyCsv(view: UsageHistoryView): string {
  const header = [
    'time',
    ...tcpStates,
    'in_use',
    'busiest_address',
    'usable',
    'udp',
    'new_per_second',
    'no_measurement_because',
  ];
  const rows = view.times.map((at, row): Cell[] => {
    const states = view.byState.map((column) => column[row] ?? null);
    const isMeasured = states[0] !== null;
    const inUse = isMeasured ? states.reduce<number>((sum, ports) => sum + (ports ?? 0), 0) : null;
    const gap = isMeasured ? null : view.gaps.find(({ from, to }) => at >= from && at <= to);
    return [
      new Date(at).toISOString(),
      ...states,
      inUse,
      view.busiest[row] ?? null,
      view.usable[row] ?? null,
      view.udp[row] ?? null,
      view.newPerSecond[row] ?? null,
      gap?.reason ?? null,
    ];
  });
  return csv([header, ...rows]);
}

export function tableCsv(table: UsageTableName, details: UsageDetails): string {
  switch (table) {
    case 'processes':
      return csv([
        ['process', 'pid', 'ports', ...tcpStates, 'growth_per_minute'],
        ...details.processes.map(({ processId, name, ports, byState, growth }) => [
          name,
          processId,
          ports,
          ...byState,
          oneDigit(growth),
        ]),
      ]);
    case 'endpoints':
      return csv([
        ['remote_address', 'remote_port', 'connections', ...tcpStates, 'growth_per_minute'],
        ...details.endpoints.map(({ address, port, ports, byState, growth }) => [
          address,
          port,
          ports,
          ...byState,
          oneDigit(growth),
        ]),
      ]);
    case 'addresses':
      return csv([
        ['local_address', 'ports', ...tcpStates],
        ...details.addresses.map(({ address, ports, byState }) => [address, ports, ...byState]),
      ]);
  }
}

/** Lines end with CRLF; spreadsheets recognize UTF-8 by the byte order mark. */
function csv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const line = onOneLine(cell);
  const safe = /^[=+\-@]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function oneDigit(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
