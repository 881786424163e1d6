// Reads /proc/net/tcp, tcp6, udp and udp6 straight from their bytes into columns: the way where netlink is not open to us.
// Protects: a line that cannot be read fails the whole reading; a wrong number is worse than none.
import { mappedPrefix } from '../interfaces/usage';
import { nextRow, type SocketColumns } from '../common/socket-columns';
import { mibState } from './sock-diag';

const newline = 0x0a;
const colon = 0x3a;
const space = 0x20;

/**
 * Adds every socket of one file to `columns`. The last line may be cut off (the kernel writes in pages): it is then
 * left out. Returns the number of the first line (from 1) that is no socket line, or null when all were read.
 */
export function addProcNetSockets(bytes: Uint8Array, columns: SocketColumns): number | null {
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
  const remotePort = hexNumber(bytes, remote + 1, 4);
  const state = mibState[hexNumber(bytes, remote + 6, 2)] ?? 0;
  const digits = remote - (local + 6);
  if (port < 0 || remotePort < 0 || state === 0 || (digits !== 8 && digits !== 32)) return false;
  const row = nextRow(columns);
  columns.localPorts[row] = port;
  columns.remotePorts[row] = remotePort;
  columns.states[row] = state;
  columns.processIds[row] = 0;
  const isRead =
    addAddress(bytes, local - digits, digits, columns.localAddresses, row * 4) &&
    addAddress(bytes, remote - digits, digits, columns.remoteAddresses, row * 4);
  if (!isRead) columns.count -= 1;
  return isRead;
}

/** The kernel prints each word of an address as the number that it is in memory. */
function addAddress(bytes: Uint8Array, start: number, digits: number, to: Uint32Array, word: number): boolean {
  if (digits === 8) {
    const address = hexNumber(bytes, start, 8);
    to[word] = 0;
    to[word + 1] = 0;
    to[word + 2] = mappedPrefix;
    to[word + 3] = address;
    return address >= 0;
  }
  for (let index = 0; index < 4; index += 1) {
    const part = hexNumber(bytes, start + index * 8, 8);
    if (part < 0) return false;
    to[word + index] = part;
  }
  return true;
}

/** The number in `length` hexadecimal digits, or -1. */
function hexNumber(bytes: Uint8Array, start: number, length: number): number {
  let result = 0;
  for (let at = start; at < start + length; at += 1) {
    const code = bytes[at] ?? 0;
    const digit =
      code >= 0x30 && code <= 0x39
        ? code - 0x30
        : (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66
          ? (code | 0x20) - 0x57
          : -1;
    if (digit < 0) return -1;
    result = result * 16 + digit;
  }
  return result;
}
