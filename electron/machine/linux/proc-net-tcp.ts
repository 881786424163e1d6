// Reads /proc/net/tcp and tcp6 straight from their bytes into columns.
// Protects: a line that cannot be read fails the whole reading; a wrong number is worse than none.
import { tcpState } from '../machine';

/** Linux state numbers (include/net/tcp_states.h) as numbers of the TCP MIB; index 0 is unused. */
const mibState = Uint8Array.from([
  0,
  tcpState.ESTABLISHED,
  tcpState.SYN_SENT,
  tcpState.SYN_RECEIVED,
  tcpState.FIN_WAIT_1,
  tcpState.FIN_WAIT_2,
  tcpState.TIME_WAIT,
  tcpState.CLOSED,
  tcpState.CLOSE_WAIT,
  tcpState.LAST_ACK,
  tcpState.LISTEN,
  tcpState.CLOSING,
  tcpState.SYN_RECEIVED,
]);

const newline = 0x0a;
const colon = 0x3a;
const space = 0x20;

/** Columns that grow as rows are added. */
export interface SocketColumns {
  count: number;
  localPorts: Uint16Array;
  states: Uint8Array;
}

/** Empty columns with room for `rows` sockets. */
export function socketColumns(rows: number): SocketColumns {
  return { count: 0, localPorts: new Uint16Array(rows), states: new Uint8Array(rows) };
}

/**
 * Adds every socket of one file to `columns`. The last line may be cut off (the kernel writes in pages): it is then
 * left out. Returns the number of the first line (from 1) that is no socket line, or null when all were read.
 */
export function addProcNetTcp(bytes: Uint8Array, columns: SocketColumns): number | null {
  let lineStart = bytes.indexOf(newline) + 1;
  let lineNumber = 2;
  while (lineStart > 0 && lineStart < bytes.length) {
    const lineEnd = bytes.indexOf(newline, lineStart);
    if (lineEnd < 0) return null;
    if (!addLine(bytes, lineStart, lineEnd, columns)) return lineNumber;
    lineStart = lineEnd + 1;
    lineNumber += 1;
  }
  return null;
}

/** A line reads `sl: local:port remote:port st ...`, addresses and ports in hexadecimal. */
function addLine(bytes: Uint8Array, start: number, end: number, columns: SocketColumns): boolean {
  const slot = bytes.indexOf(colon, start);
  const local = bytes.indexOf(colon, slot + 1);
  const remote = bytes.indexOf(colon, local + 1);
  if (slot < 0 || local < 0 || remote < 0 || remote + 8 > end) return false;
  if (bytes[local + 5] !== space || bytes[remote + 5] !== space) return false;
  const port = hexNumber(bytes, local + 1, 4);
  const state = mibState[hexNumber(bytes, remote + 6, 2)] ?? 0;
  if (port < 0 || state === 0) return false;
  if (columns.count === columns.states.length) grow(columns);
  columns.localPorts[columns.count] = port;
  columns.states[columns.count] = state;
  columns.count += 1;
  return true;
}

/** The number in `length` hexadecimal digits, or -1. */
function hexNumber(bytes: Uint8Array, start: number, length: number): number {
  let result = 0;
  for (let at = start; at < start + length; at += 1) {
    const code = bytes[at] ?? 0;
    const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66 ? (code | 0x20) - 0x57 : -1;
    if (digit < 0) return -1;
    result = result * 16 + digit;
  }
  return result;
}

function grow(columns: SocketColumns): void {
  const rows = Math.max(1024, columns.states.length * 2);
  const { localPorts, states } = columns;
  columns.localPorts = new Uint16Array(rows);
  columns.localPorts.set(localPorts);
  columns.states = new Uint8Array(rows);
  columns.states.set(states);
}
