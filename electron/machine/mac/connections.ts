// One connection as systeminformation tells it, put into the columns of a port table.
import { isIPv4, isIPv6 } from 'node:net';
import type { Systeminformation } from 'systeminformation';
import { mappedPrefix } from '../interfaces/usage';
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

/** Four words in memory order; IPv4 mapped into IPv6. */
export function addressWords(text: string): Uint32Array {
  const [address = ''] = text.split('%');
  if (isIPv4(address))
    return Uint32Array.of(0, 0, mappedPrefix, ...new Uint32Array(Uint8Array.from(address.split('.'), Number).buffer));
  if (!isIPv6(address)) return new Uint32Array(4);
  const [head = '', tail] = address.split('::');
  const parts = (some: string) => (some === '' ? [] : some.split(':').map((part) => parseInt(part, 16)));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const filled = [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
  return new Uint32Array(Uint8Array.from(filled.flatMap((part) => [part >> 8, part & 0xff])).buffer);
}
