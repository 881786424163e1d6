// One connection as systeminformation tells it, put into the columns of a port table.
import type { Systeminformation } from 'systeminformation';
import { addressWords } from '../common/address-words';
import { nextRow, type SocketColumns } from '../common/socket-columns';

/** Leaves out a row without a port. An address that cannot be read stands as "any". */
export function addConnection(
  connection: Systeminformation.NetworkConnectionsData,
  columns: SocketColumns,
  state: number,
): void {
  const port = Number(connection.localPort);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return;
  const remotePort = Number(connection.peerPort);
  const row = nextRow(columns);
  columns.localPorts[row] = port;
  columns.remotePorts[row] = Number.isInteger(remotePort) && remotePort <= 65535 ? remotePort : 0;
  columns.states[row] = state;
  columns.processIds[row] = Math.max(0, connection.pid || 0);
  columns.localAddresses.set(addressWords(connection.localAddress), row * 4);
  columns.remoteAddresses.set(addressWords(connection.peerAddress), row * 4);
}
