// Tables of port usage as CSV: what the window shows, to be opened in a spreadsheet.
// Protects: what cannot be counted reads "unknown", never 0 and never left out (BOUND where the system does not tell bound
// sockets, and the sums in_use and ports are of the known states then; UDP; excluded ports; ranges).
import { rangeNames, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import { lastPort } from '../contract/port-ranges/port-ranges';
import { knownStates, tcpStates } from '../contract/usage/sample';
import type { UsageDetails, UsageHistoryView, UsageTableName } from '../contract/usage/usage';
import { csvText, type Cell } from '../text/csv';

const unknown = 'unknown';

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
      ...states.map((ports) => (isMeasured ? (ports ?? unknown) : null)),
      inUse,
      view.busiest[row] ?? null,
      view.usable[row] ?? null,
      view.udp[row] ?? (isMeasured ? unknown : null),
      view.newPerSecond[row] ?? null,
      gap?.reason ?? null,
    ];
  });
  return csvText([header, ...rows]);
}

export function tableCsv(table: UsageTableName, details: UsageDetails): string {
  const known = (byState: readonly number[]) =>
    knownStates(byState, details.tellsBound).map((ports) => ports ?? unknown);
  switch (table) {
    case 'processes':
      return csvText([
        ['process', 'pid', 'ports', ...tcpStates, 'growth_per_minute', 'released_in_time_wait'],
        ...details.processes.map(({ processId, name, ports, byState, growth, released }) => [
          name,
          processId,
          ports,
          ...known(byState),
          oneDigit(growth),
          released,
        ]),
      ]);
    case 'udp-processes':
      return csvText([
        ['process', 'pid', 'udp_ports', 'growth_per_minute'],
        ...(details.udpProcesses ?? []).map(({ processId, name, ports, growth }) => [
          name,
          processId,
          ports,
          oneDigit(growth),
        ]),
      ]);
    case 'ranges':
      return csvText([
        [
          'range',
          'first_port',
          'last_port',
          'usable',
          'excluded',
          'ports',
          'fullest_address',
          'ports_of_fullest_address',
          'longest_free_run',
        ],
        ...rangeNames.map((name) => rangeCells(name, details)),
      ]);
    case 'endpoints':
      return csvText([
        [
          'remote_address',
          'remote_port',
          'connections',
          ...tcpStates,
          'growth_per_minute',
          'new_per_second',
          'last_owner',
          'last_owner_pid',
        ],
        ...details.endpoints.map(({ address, port, ports, byState, growth, newPerSecond, lastOwner }) => [
          address,
          port,
          ports,
          ...known(byState),
          oneDigit(growth),
          oneDigit(newPerSecond),
          lastOwner?.name ?? null,
          lastOwner?.processId ?? null,
        ]),
      ]);
    case 'addresses':
      return csvText([
        ['local_address', 'ports', ...tcpStates, 'usable'],
        ...details.addresses.map(({ address, ports, byState, usable }) => [address, ports, ...known(byState), usable]),
      ]);
  }
}

function rangeCells(of: RangeName, { ranges }: UsageDetails): Cell[] {
  const found = ranges.find(({ name }) => name === of);
  if (!found) return [of, ...new Array<Cell>(8).fill(unknown)];
  const { name, range, usable, excluded, ports, busiest, largestFree } = found;
  return [
    name,
    range.start,
    lastPort(range),
    usable,
    excluded ?? unknown,
    ports,
    busiest?.address ?? null,
    busiest?.ports ?? null,
    largestFree,
  ];
}

function oneDigit(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
