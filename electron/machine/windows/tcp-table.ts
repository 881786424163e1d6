// Decodes the tables that GetExtendedTcpTable fills (MIB_TCPTABLE_OWNER_PID and MIB_TCP6TABLE_OWNER_PID of tcpmib.h).
// Protects: never reads past the bytes that Windows wrote, whatever the table says about its length.
import { tcpState, type PortTableSnapshot } from '../machine';

/** Offsets in one row, in bytes; every field is a DWORD, the port big-endian in its first two bytes. */
interface RowLayout {
  readonly size: number;
  readonly state: number;
  readonly localPort: number;
  readonly processId: number;
}

const headerSize = 4;
export const ipv4Row: RowLayout = { size: 24, state: 0, localPort: 8, processId: 20 };
export const ipv6Row: RowLayout = { size: 56, state: 48, localPort: 20, processId: 52 };

/** One table: the bytes that were filled, and the layout of its rows. */
export interface RawTcpTable {
  readonly bytes: Buffer;
  readonly row: RowLayout;
}

/** Puts the rows of all tables into one snapshot. `takenAt`: milliseconds since 1970 (UTC). */
export function decodeTcpTables(tables: readonly RawTcpTable[], takenAt: number): PortTableSnapshot {
  const counts = tables.map(rowCount);
  const count = counts.reduce((sum, rows) => sum + rows, 0);
  const localPorts = new Uint16Array(count);
  const states = new Uint8Array(count);
  const processIds = new Uint32Array(count);
  let next = 0;
  for (const [index, { bytes, row }] of tables.entries()) {
    for (let rest = counts[index] ?? 0, offset = headerSize; rest > 0; rest -= 1, offset += row.size) {
      localPorts[next] = bytes.readUInt16BE(offset + row.localPort);
      states[next] = stateOf(bytes.readUInt32LE(offset + row.state));
      processIds[next] = bytes.readUInt32LE(offset + row.processId);
      next += 1;
    }
  }
  return { takenAt, count, localPorts, states, processIds };
}

function rowCount({ bytes, row }: RawTcpTable): number {
  if (bytes.length < headerSize) return 0;
  return Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - headerSize) / row.size));
}

/** MIB_TCP_STATE has the numbers of RFC 4022; one that does not fit a byte is no state that we know. */
function stateOf(state: number): number {
  return state <= 0xff ? state : tcpState.CLOSED;
}
