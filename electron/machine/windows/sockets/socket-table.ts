// Decodes the tables of sockets that Windows fills: MIB_TCPTABLE_OWNER_PID and MIB_TCPTABLE2 of tcpmib.h, MIB_UDPTABLE_OWNER_PID
// of udpmib.h, and the same for IPv6.
// Protects: never reads past the bytes that Windows wrote, whatever the table says about its length.
import { mappedPrefix, tcpState } from '../../interfaces/usage';
import { nextRow, type SocketColumns } from '../../common/socket-columns';

/** Offsets in one row, in bytes; every field is a DWORD, the port big-endian in its first two bytes. */
export interface RowLayout {
  readonly size: number;
  readonly localAddress: number;
  readonly localPort: number;
  readonly processId: number;
  readonly isIpv4: boolean;
  /** UDP has none of these. */
  readonly tcp: { readonly state: number; readonly remoteAddress: number; readonly remotePort: number } | null;
}

const headerSize = 4;
export const ipv4Row: RowLayout = {
  size: 24,
  localAddress: 4,
  localPort: 8,
  processId: 20,
  isIpv4: true,
  tcp: { state: 0, remoteAddress: 12, remotePort: 16 },
};
export const ipv6Row: RowLayout = {
  size: 56,
  localAddress: 0,
  localPort: 20,
  processId: 52,
  isIpv4: false,
  tcp: { state: 48, remoteAddress: 24, remotePort: 44 },
};
/** MIB_TCPROW2 and MIB_TCP6ROW2: the same, and at their end how far the connection is off-loaded. */
export const ipv4Row2: RowLayout = { ...ipv4Row, size: 28 };
export const ipv6Row2: RowLayout = { ...ipv6Row, size: 60 };
export const ipv4UdpRow: RowLayout = {
  size: 12,
  localAddress: 0,
  localPort: 4,
  processId: 8,
  isIpv4: true,
  tcp: null,
};
export const ipv6UdpRow: RowLayout = {
  size: 28,
  localAddress: 0,
  localPort: 20,
  processId: 24,
  isIpv4: false,
  tcp: null,
};

/** One table: the bytes that were filled, and the layout of its rows. */
export interface RawTable {
  readonly bytes: Buffer;
  readonly row: RowLayout;
}

/** Adds the rows of a table to `columns`; with the state that the rows tell, unless another one is given. */
export function addRows(table: RawTable, columns: SocketColumns, state?: number): void {
  const { bytes, row: layout } = table;
  const { tcp } = layout;
  for (let rest = rowCount(table), offset = headerSize; rest > 0; rest -= 1, offset += layout.size) {
    const row = nextRow(columns);
    columns.localPorts[row] = bytes.readUInt16BE(offset + layout.localPort);
    columns.processIds[row] = bytes.readUInt32LE(offset + layout.processId);
    copyAddress(bytes, offset + layout.localAddress, layout.isIpv4, columns.localAddresses, row * 4);
    columns.states[row] = state ?? (tcp ? stateOf(bytes.readUInt32LE(offset + tcp.state)) : tcpState.CLOSED);
    if (tcp) {
      columns.remotePorts[row] = bytes.readUInt16BE(offset + tcp.remotePort);
      copyAddress(bytes, offset + tcp.remoteAddress, layout.isIpv4, columns.remoteAddresses, row * 4);
    } else {
      columns.remotePorts[row] = 0;
      columns.remoteAddresses.fill(0, row * 4, row * 4 + 4);
    }
  }
}

/** Words are kept as they lie in memory. */
function copyAddress(bytes: Buffer, from: number, isIpv4: boolean, to: Uint32Array, word: number): void {
  for (let index = 0; index < 3; index += 1) to[word + index] = isIpv4 ? 0 : bytes.readUInt32LE(from + index * 4);
  if (isIpv4) to[word + 2] = mappedPrefix;
  to[word + 3] = bytes.readUInt32LE(isIpv4 ? from : from + 12);
}

function rowCount({ bytes, row }: RawTable): number {
  if (bytes.length < headerSize) return 0;
  return Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - headerSize) / row.size));
}

/** MIB_TCP_STATE has the numbers of RFC 4022; one that does not fit a byte is no state that we know. */
function stateOf(state: number): number {
  return state <= 0xff ? state : tcpState.CLOSED;
}
