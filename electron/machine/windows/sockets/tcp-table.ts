// Decodes the tables that GetExtendedTcpTable fills (MIB_TCPTABLE_OWNER_PID and MIB_TCP6TABLE_OWNER_PID of tcpmib.h).
// Protects: never reads past the bytes that Windows wrote, whatever the table says about its length.
import { mappedPrefix, tcpState, type PortTableSnapshot } from '../../interfaces/usage';
import { nextRow, snapshotOf, type SocketColumns, socketColumns } from '../../common/socket-columns';

/** Offsets in one row, in bytes; every field is a DWORD, the port big-endian in its first two bytes. */
interface RowLayout {
  readonly size: number;
  readonly state: number;
  readonly localAddress: number;
  readonly localPort: number;
  readonly remoteAddress: number;
  readonly remotePort: number;
  readonly processId: number;
  readonly isIpv4: boolean;
}

const headerSize = 4;
export const ipv4Row: RowLayout = {
  size: 24,
  state: 0,
  localAddress: 4,
  localPort: 8,
  remoteAddress: 12,
  remotePort: 16,
  processId: 20,
  isIpv4: true,
};
export const ipv6Row: RowLayout = {
  size: 56,
  state: 48,
  localAddress: 0,
  localPort: 20,
  remoteAddress: 24,
  remotePort: 44,
  processId: 52,
  isIpv4: false,
};

/** One table: the bytes that were filled, and the layout of its rows. */
export interface RawTcpTable {
  readonly bytes: Buffer;
  readonly row: RowLayout;
}

/**
 * Puts the rows of all tables into one snapshot, which uses `columns` and lasts until they are used again.
 * `takenAt`: milliseconds since 1970 (UTC).
 */
export function decodeTcpTables(
  tables: readonly RawTcpTable[],
  takenAt: number,
  udpCount: number | null = null,
  columns: SocketColumns = socketColumns(0),
): PortTableSnapshot {
  columns.count = 0;
  for (const table of tables) {
    const { bytes, row: layout } = table;
    for (let rest = rowCount(table), offset = headerSize; rest > 0; rest -= 1, offset += layout.size) {
      const row = nextRow(columns);
      columns.localPorts[row] = bytes.readUInt16BE(offset + layout.localPort);
      columns.remotePorts[row] = bytes.readUInt16BE(offset + layout.remotePort);
      columns.states[row] = stateOf(bytes.readUInt32LE(offset + layout.state));
      columns.processIds[row] = bytes.readUInt32LE(offset + layout.processId);
      copyAddress(bytes, offset + layout.localAddress, layout.isIpv4, columns.localAddresses, row * 4);
      copyAddress(bytes, offset + layout.remoteAddress, layout.isIpv4, columns.remoteAddresses, row * 4);
    }
  }
  return snapshotOf(columns, { takenAt, udpCount, method: 'GetExtendedTcpTable' });
}

/** Words are kept as they lie in memory. */
function copyAddress(bytes: Buffer, from: number, isIpv4: boolean, to: Uint32Array, word: number): void {
  for (let index = 0; index < 3; index += 1) to[word + index] = isIpv4 ? 0 : bytes.readUInt32LE(from + index * 4);
  if (isIpv4) to[word + 2] = mappedPrefix;
  to[word + 3] = bytes.readUInt32LE(isIpv4 ? from : from + 12);
}

function rowCount({ bytes, row }: RawTcpTable): number {
  if (bytes.length < headerSize) return 0;
  return Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - headerSize) / row.size));
}

/** MIB_TCP_STATE has the numbers of RFC 4022; one that does not fit a byte is no state that we know. */
function stateOf(state: number): number {
  return state <= 0xff ? state : tcpState.CLOSED;
}
