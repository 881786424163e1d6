// The sockets of one table that count, in the order of their local ports. Protects: linear in the number of sockets,
// however many of them share a port or an address; a table as large as the last one allocates nothing.
import { mappedPrefix, tcpState, type PortTableSnapshot } from '../machine/interfaces/usage';

export const portCount = 65_536;

/** Bits of the versions of IP. */
export const versionBits = [1, 2] as const;
const [ipv4, ipv6] = versionBits;
export const bothVersions = ipv4 | ipv6;
/** The socket holds its port on every address (0.0.0.0, ::). */
export const wildcardBit = 4;
/** The bits of the versions of the other end are shifted by this. */
export const mirrorShift = 3;
/**
 * Marks an entry as the other end of its row: a connection of this computer to itself is in TIME_WAIT on the side of the
 * server alone, and no other connection from that port to that server can be made.
 */
export const mirrorMark = 0x8000_0000;

/** The rows of one transport. */
export type CountableRows = Pick<
  PortTableSnapshot,
  'count' | 'localPorts' | 'states' | 'processIds' | 'localAddresses' | 'remoteAddresses' | 'remotePorts'
>;

export interface SocketsByPort {
  /** By row, the versions of IP for which it holds its port, `wildcardBit`, and the versions of its other end. */
  readonly flags: Uint8Array;
  /** Rows, with `mirrorMark` where the other end is meant. */
  readonly entries: Uint32Array;
  /** The entries of a port, from `lowest` to `highest`, are those from here up to that of the next port. */
  readonly starts: Uint32Array;
  readonly lowest: number;
  readonly highest: number;
  readonly size: number;
}

/**
 * Returns a function that sorts one table after the other, and reuses its memory. `usable` has for each port the bits of
 * the versions of IP that may assign it; sockets of other ports are left out. `isDualStack`: a socket on :: holds its port
 * for IPv4 too.
 */
export function portSorter(isDualStack: boolean): (rows: CountableRows, usable: Uint8Array) => SocketsByPort {
  let flags = new Uint8Array(1024);
  let entries = new Uint32Array(1024);
  const starts = new Uint32Array(portCount + 1);
  const next = new Uint32Array(portCount);
  const isListener = new Uint8Array(portCount);

  return (rows, usable) => {
    const { count, localPorts, localAddresses, remotePorts, remoteAddresses, states } = rows;
    if (flags.length < count) flags = new Uint8Array(Math.ceil(count * 1.25));
    next.fill(0);
    isListener.fill(0);
    for (let row = 0; row < count; row += 1) if (states[row] === tcpState.LISTEN) isListener[localPorts[row] ?? 0] = 1;
    let [lowest, highest, size] = [portCount, -1, 0];
    for (let row = 0; row < count; row += 1) {
      const port = localPorts[row] ?? 0;
      const word = row * 4;
      const isOfIpv4 = isIpv4(localAddresses, word);
      const isWildcard = localAddresses[word + 3] === 0 && isUnspecified(localAddresses, word);
      const versions = isOfIpv4 ? ipv4 : isWildcard && isDualStack ? bothVersions : ipv6;
      const held = (usable[port] ?? 0) & versions;
      let flag = held | (isWildcard ? wildcardBit : 0);
      if (held !== 0) {
        next[port] = (next[port] ?? 0) + 1;
        size += 1;
        if (port < lowest) lowest = port;
        if (port > highest) highest = port;
      }
      // Where both ports are of the range and nobody listens, the row itself is the side of the client.
      if (states[row] === tcpState.TIME_WAIT && (held === 0 || isListener[port] === 1)) {
        const far = remotePorts[row] ?? 0;
        const other = (usable[far] ?? 0) & (isOfIpv4 ? ipv4 : ipv6);
        if (other !== 0 && isToItself(localAddresses, remoteAddresses, word)) {
          flag |= other << mirrorShift;
          next[far] = (next[far] ?? 0) + 1;
          size += 1;
          if (far < lowest) lowest = far;
          if (far > highest) highest = far;
        }
      }
      flags[row] = flag;
    }
    if (entries.length < size) entries = new Uint32Array(Math.ceil(size * 1.25));
    let start = 0;
    for (let port = lowest; port <= highest; port += 1) {
      starts[port] = start;
      start += next[port] ?? 0;
      next[port] = starts[port] ?? 0;
    }
    starts[highest + 1] = start;
    for (let row = 0; row < count; row += 1) {
      const flag = flags[row] ?? 0;
      if ((flag & bothVersions) !== 0) {
        const port = localPorts[row] ?? 0;
        const at = next[port] ?? 0;
        next[port] = at + 1;
        entries[at] = row;
      }
      if (flag >> mirrorShift !== 0) {
        const port = remotePorts[row] ?? 0;
        const at = next[port] ?? 0;
        next[port] = at + 1;
        entries[at] = row | mirrorMark;
      }
    }
    return { flags, entries, starts, lowest, highest, size };
  };
}

function isIpv4(addresses: Uint32Array, word: number): boolean {
  return addresses[word + 2] === mappedPrefix && addresses[word] === 0 && addresses[word + 1] === 0;
}

function isUnspecified(addresses: Uint32Array, word: number): boolean {
  if (addresses[word + 3] !== 0 || addresses[word] !== 0 || addresses[word + 1] !== 0) return false;
  return addresses[word + 2] === 0 || addresses[word + 2] === mappedPrefix;
}

/** Both ends have one address, or lie in 127.0.0.0/8. */
function isToItself(local: Uint32Array, remote: Uint32Array, word: number): boolean {
  for (let at = word; at < word + 3; at += 1) if (local[at] !== remote[at]) return false;
  const [here, there] = [local[word + 3] ?? 0, remote[word + 3] ?? 0];
  return here === there || (isIpv4(local, word) && (here & 0xff) === 127 && (there & 0xff) === 127);
}
