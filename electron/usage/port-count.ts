// Goes through the sockets of one transport, port by port, and counts who holds each: the innermost loop of a sample.
// Protects: a port counts once however many sockets share it, since it is ports that run out; nothing is left out because
// there is much of it.
import { addressCounts, type AddressCounts } from './address-counts';
import { connectionMemory, isNew, isNoted } from './connection-memory';
import { groups, type Groups } from './groups';
import { groupOfRank, listenRank, rankOfState, stateCount, timeWaitRank } from './socket-states';
import {
  bothVersions,
  mirrorMark,
  mirrorShift,
  portCount,
  portSorter,
  versionBits,
  wildcardBit,
  type CountableRows,
} from './sockets-by-port';

const [ipv4, ipv6] = versionBits;

export interface PortCount {
  /** By port the rank of its strongest socket, for IPv4 and IPv6; 0 where nobody holds it. */
  readonly ranks: readonly [Uint8Array, Uint8Array];
  readonly addresses: readonly [AddressCounts, AddressCounts];
  /** By process id: the process of the strongest socket of each version of IP; one that has both counts once. */
  readonly processes: Groups;
  /** By process id: ports in TIME_WAIT that it was seen to hold before. */
  readonly released: Groups;
  /** By remote end: connections that were not accepted by a listener, since such a port was assigned elsewhere. */
  readonly endpoints: Groups;
  /** By group of `endpoints`: connections that were not there at the last count. */
  readonly newConnections: Groups;
  /** By group of `endpoints` and process id: connections in TIME_WAIT that the process was seen to hold before. */
  readonly lastOwners: Groups;
  /** Counts the sockets of the ports that have a bit of their version of IP in `usable`; the last count is forgotten. */
  count(rows: CountableRows, usable: Uint8Array): void;
  /** A process ended: what has its number from now on is another one. */
  forget(processId: number): void;
}

/** `isDualStack`: see `portSorter`. */
export function portCounter(isDualStack: boolean): PortCount {
  const sort = portSorter(isDualStack);
  const memory = connectionMemory();
  const [ranks4, ranks6] = [new Uint8Array(portCount), new Uint8Array(portCount)];
  const [addresses4, addresses6] = [addressCounts(), addressCounts()];
  const [processes, endpoints] = [groups(stateCount), groups(stateCount)];
  const [released, newConnections, lastOwners] = [groups(1), groups(1), groups(1)];

  /** Counts one connection for its remote end; returns the process that was seen to hold it before, 0 for none. */
  const countConnection = (rows: CountableRows, row: number, isMirrored: boolean, rank: number): number => {
    const known = memory.note(rows, row, isMirrored, isMirrored ? 0 : (rows.processIds[row] ?? 0));
    if (known === isNoted) return 0;
    const words = isMirrored ? rows.localAddresses : rows.remoteAddresses;
    const port = (isMirrored ? rows.localPorts[row] : rows.remotePorts[row]) ?? 0;
    const at = row * 4;
    const endpoint = endpoints.find(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0, port);
    endpoints.add(endpoint, groupOfRank[rank] ?? 0, 1);
    if (known === isNew) newConnections.add(newConnections.find(endpoint, 0, 0, 0, 0), 0, 1);
    if (rank !== timeWaitRank || known <= 0) return 0;
    lastOwners.add(lastOwners.find(endpoint, known, 0, 0, 0), 0, 1);
    return known;
  };

  const countHolder = (processId: number, rank: number, lastOwner: number): void => {
    processes.add(processes.find(processId, 0, 0, 0, 0), groupOfRank[rank] ?? 0, 1);
    if (lastOwner > 0) released.add(released.find(lastOwner, 0, 0, 0, 0), 0, 1);
  };

  /** A port of one socket, as most are. */
  const countSingle = (rows: CountableRows, port: number, entry: number, flag: number): void => {
    const row = entry & ~mirrorMark;
    const isMirrored = entry >= mirrorMark;
    const rank = isMirrored ? timeWaitRank : (rankOfState[rows.states[row] ?? 0] ?? 0);
    const versions = isMirrored ? flag >> mirrorShift : flag & bothVersions;
    // Both ends of a mirrored connection are of this computer.
    const words = isMirrored ? rows.remoteAddresses : rows.localAddresses;
    const isWildcard = !isMirrored && (flag & wildcardBit) !== 0;
    if ((versions & ipv4) !== 0) {
      ranks4[port] = rank;
      if (isWildcard) addresses4.addEverywhere(rank);
      else addresses4.add(words, row * 4, port, rank, 0);
    }
    if ((versions & ipv6) !== 0) {
      ranks6[port] = rank;
      if (isWildcard) addresses6.addEverywhere(rank);
      else addresses6.add(words, row * 4, port, rank, 0);
    }
    const isConnection = rank !== listenRank && rows.remotePorts[row] !== 0;
    const lastOwner = isConnection ? countConnection(rows, row, isMirrored, rank) : 0;
    countHolder(isMirrored ? 0 : (rows.processIds[row] ?? 0), rank, lastOwner);
  };

  /** A port that several sockets share. */
  const countShared = (
    rows: CountableRows,
    port: number,
    entries: Uint32Array,
    flags: Uint8Array,
    start: number,
    end: number,
  ): void => {
    let [best4, best6, at4, at6, everywhere4, everywhere6] = [0, 0, -1, -1, 0, 0];
    for (let at = start; at < end; at += 1) {
      const entry = entries[at] ?? 0;
      const row = entry & ~mirrorMark;
      const flag = flags[row] ?? 0;
      const isMirrored = entry >= mirrorMark;
      const rank = isMirrored ? timeWaitRank : (rankOfState[rows.states[row] ?? 0] ?? 0);
      const versions = isMirrored ? flag >> mirrorShift : flag & bothVersions;
      const isWildcard = !isMirrored && (flag & wildcardBit) !== 0;
      if ((versions & ipv4) !== 0) {
        if (rank > best4) [best4, at4] = [rank, at];
        if (isWildcard && rank > everywhere4) everywhere4 = rank;
      }
      if ((versions & ipv6) !== 0) {
        if (rank > best6) [best6, at6] = [rank, at];
        if (isWildcard && rank > everywhere6) everywhere6 = rank;
      }
    }
    ranks4[port] = best4;
    ranks6[port] = best6;
    if (everywhere4 > 0) addresses4.addEverywhere(everywhere4);
    if (everywhere6 > 0) addresses6.addEverywhere(everywhere6);
    const hasListener = best4 === listenRank || best6 === listenRank;
    let [lastOwner4, lastOwner6] = [0, 0];
    for (let at = start; at < end; at += 1) {
      const entry = entries[at] ?? 0;
      const row = entry & ~mirrorMark;
      const flag = flags[row] ?? 0;
      const isMirrored = entry >= mirrorMark;
      const rank = isMirrored ? timeWaitRank : (rankOfState[rows.states[row] ?? 0] ?? 0);
      if (isMirrored || (flag & wildcardBit) === 0) {
        const isOfIpv4 = ((isMirrored ? flag >> mirrorShift : flag) & ipv4) !== 0;
        const words = isMirrored ? rows.remoteAddresses : rows.localAddresses;
        if (isOfIpv4) addresses4.add(words, row * 4, port, rank, everywhere4);
        else addresses6.add(words, row * 4, port, rank, everywhere6);
      }
      if (hasListener || rows.remotePorts[row] === 0) continue;
      const lastOwner = countConnection(rows, row, isMirrored, rank);
      if (at === at4) lastOwner4 = lastOwner;
      if (at === at6) lastOwner6 = lastOwner;
    }
    const holder4 = at4 < 0 ? -1 : holderOf(rows, entries[at4] ?? 0);
    const holder6 = at6 < 0 ? -1 : holderOf(rows, entries[at6] ?? 0);
    if (holder4 === holder6) {
      countHolder(holder4, Math.max(best4, best6), lastOwner4);
      if (lastOwner6 > 0 && lastOwner6 !== lastOwner4) released.add(released.find(lastOwner6, 0, 0, 0, 0), 0, 1);
      return;
    }
    if (holder4 >= 0) countHolder(holder4, best4, lastOwner4);
    if (holder6 >= 0) countHolder(holder6, best6, lastOwner6);
  };

  return {
    ranks: [ranks4, ranks6],
    addresses: [addresses4, addresses6],
    processes,
    released,
    endpoints,
    newConnections,
    lastOwners,
    count(rows, usable) {
      for (const each of [processes, released, endpoints, newConnections, lastOwners, addresses4, addresses6])
        each.clear();
      ranks4.fill(0);
      ranks6.fill(0);
      const { flags, entries, starts, lowest, highest, size } = sort(rows, usable);
      memory.begin(size, lowest, highest);
      let start = 0;
      for (let port = lowest; port <= highest; port += 1) {
        const end = starts[port + 1] ?? 0;
        if (end - start === 1) {
          const entry = entries[start] ?? 0;
          countSingle(rows, port, entry, flags[entry & ~mirrorMark] ?? 0);
        } else if (end > start) countShared(rows, port, entries, flags, start, end);
        start = end;
      }
    },
    forget: (processId) => memory.forget(processId),
  };
}

function holderOf({ processIds }: CountableRows, entry: number): number {
  return entry >= mirrorMark ? 0 : (processIds[entry] ?? 0);
}
