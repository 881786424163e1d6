// The columns of a port table that an adapter fills row by row and uses again for the next reading.
// Protects: a reading of a table as large as the last one allocates nothing.
import type { PortTableSnapshot } from '../interfaces/usage';

export interface SocketColumns {
  count: number;
  localPorts: Uint16Array;
  states: Uint8Array;
  processIds: Uint32Array;
  localAddresses: Uint32Array;
  remoteAddresses: Uint32Array;
  remotePorts: Uint16Array;
}

/** Empty columns with room for `rows` sockets. */
export function socketColumns(rows: number): SocketColumns {
  return {
    count: 0,
    localPorts: new Uint16Array(rows),
    states: new Uint8Array(rows),
    processIds: new Uint32Array(rows),
    localAddresses: new Uint32Array(rows * 4),
    remoteAddresses: new Uint32Array(rows * 4),
    remotePorts: new Uint16Array(rows),
  };
}

/** The number of the next row, with room for it. */
export function nextRow(columns: SocketColumns): number {
  if (columns.count === columns.states.length) grow(columns);
  const row = columns.count;
  columns.count += 1;
  return row;
}

/** What the columns hold now; they are not copied. */
export function snapshotOf(
  columns: SocketColumns,
  facts: Pick<PortTableSnapshot, 'takenAt' | 'tellsBound' | 'udp' | 'method'>,
): PortTableSnapshot {
  const { count, localPorts, states, processIds, localAddresses, remoteAddresses, remotePorts } = columns;
  return { ...facts, count, localPorts, states, processIds, localAddresses, remoteAddresses, remotePorts };
}

function grow(columns: SocketColumns): void {
  const larger = socketColumns(Math.max(1024, columns.states.length * 2));
  larger.localPorts.set(columns.localPorts);
  larger.states.set(columns.states);
  larger.processIds.set(columns.processIds);
  larger.localAddresses.set(columns.localAddresses);
  larger.remoteAddresses.set(columns.remoteAddresses);
  larger.remotePorts.set(columns.remotePorts);
  Object.assign(columns, larger, { count: columns.count });
}
