// Port tables for tests, from rows as a person writes them.
import type { PortTableSnapshot } from '../interfaces/usage';
import { addressWords } from './address-words';
import { type SocketColumns, nextRow, snapshotOf, socketColumns } from './socket-columns';

export interface FixtureRow {
  readonly port: number;
  readonly state: number;
  readonly processId?: number;
  /** IPv4 with dots, or IPv6. */
  readonly local?: string;
  readonly remote?: string;
  readonly remotePort?: number;
}

const threeUdpSockets = [{ port: 123 }, { port: 500 }, { port: 5353 }];

/** `udp`: rows without a state; null where the system does not tell. */
export function portTable(
  rows: readonly FixtureRow[],
  takenAt = 1,
  {
    udp = threeUdpSockets,
    tellsBound = true,
  }: { udp?: readonly Omit<FixtureRow, 'state'>[] | null; tellsBound?: boolean } = {},
): PortTableSnapshot {
  return snapshotOf(columnsOf(rows), {
    takenAt,
    tellsBound,
    udp: udp && columnsOf(udp.map((row) => ({ ...row, state: 0 }))),
    method: 'test',
  });
}

function columnsOf(rows: readonly FixtureRow[]): SocketColumns {
  const columns = socketColumns(rows.length);
  for (const { port, state, processId = 0, local = '192.0.2.1', remote = '198.51.100.1', remotePort = 443 } of rows) {
    const row = nextRow(columns);
    columns.localPorts[row] = port;
    columns.states[row] = state;
    columns.processIds[row] = processId;
    columns.localAddresses.set(addressWords(local), row * 4);
    columns.remoteAddresses.set(addressWords(remote), row * 4);
    columns.remotePorts[row] = remotePort;
  }
  return columns;
}
