// The ports of a table counted the slow and plain way, with a set for everything: what the summary is held against.
import { tcpStates, type TcpStateGroup } from '../contract/usage/sample';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import type { FixtureRow } from '../machine/common/port-table.fixture';
import type { CountedByName } from './summary';
import type { CountedRange } from './usable-ports';

export const strongest: readonly TcpStateGroup[] = [
  'LISTEN',
  'ESTABLISHED',
  'CLOSE_WAIT',
  'SYN_SENT',
  'OTHER',
  'BOUND',
  'TIME_WAIT',
];
const names: Readonly<Record<number, TcpStateGroup>> = {
  2: 'LISTEN',
  3: 'SYN_SENT',
  5: 'ESTABLISHED',
  8: 'CLOSE_WAIT',
  11: 'TIME_WAIT',
  100: 'BOUND',
};

/** The same range for everything. */
export function everywhere(range: PortRange, excluded: readonly PortRange[] | null = []): CountedByName {
  const counted: CountedRange = { range, excluded };
  return { ipv4Tcp: counted, ipv6Tcp: counted, ipv4Udp: counted, ipv6Udp: counted };
}

export interface NaiveSocket {
  readonly version: 4 | 6;
  readonly port: number;
  /** Null: on every address. */
  readonly address: string | null;
  readonly group: TcpStateGroup;
  readonly processId: number;
}

export function isUsable(port: number, counted: CountedRange | null): boolean {
  if (!counted) return false;
  const within = ({ start, number }: PortRange) => port >= start && port < start + number;
  return within(counted.range) && !(counted.excluded ?? []).some(within);
}

/** The sockets that hold a port of the range of their version of IP; the other end of a connection to oneself in TIME_WAIT too. */
export function naiveSockets(
  rows: readonly FixtureRow[],
  ranges: readonly [CountedRange | null, CountedRange | null],
): NaiveSocket[] {
  const rangeOf = (version: 4 | 6) => ranges[version === 4 ? 0 : 1];
  return rows.flatMap((row): NaiveSocket[] => {
    const { port, state, processId = 0, local = '192.0.2.1', remote = '198.51.100.1', remotePort = 443 } = row;
    const version = local.includes(':') ? 6 : 4;
    const group = names[state] ?? 'OTHER';
    const address = local === '0.0.0.0' || local === '::' ? null : local;
    const isHeld = isUsable(port, rangeOf(version));
    const isServer = !isHeld || rows.some((other) => other.port === port && other.state === 2);
    const isOwn = local === remote && group === 'TIME_WAIT' && isServer && isUsable(remotePort, rangeOf(version));
    return [
      ...(isHeld ? [{ version, port, address, group, processId } as const] : []),
      ...(isOwn ? [{ version, port: remotePort, address: local, group, processId: 0 } as const] : []),
    ];
  });
}

/** Ports by state, in the order of `tcpStates`, each in the strongest state that it has. */
export function naiveByState(sockets: readonly NaiveSocket[]): number[] {
  const groups = new Map<number, TcpStateGroup>();
  for (const { port, group } of sockets) {
    const before = groups.get(port);
    if (before === undefined || strongest.indexOf(group) < strongest.indexOf(before)) groups.set(port, group);
  }
  const all = [...groups.values()];
  return tcpStates.map((state) => all.filter((group) => group === state).length);
}

/** What each address holds, with the ports that are held on every address. */
export function naiveAddresses(sockets: readonly NaiveSocket[]): Map<string, number[]> {
  const shared = sockets.filter(({ address }) => address === null);
  const own = new Set(sockets.flatMap(({ address }) => address ?? []));
  return new Map(
    [...own].map((address) => [
      address,
      naiveByState([...shared, ...sockets.filter((socket) => socket.address === address)]),
    ]),
  );
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
