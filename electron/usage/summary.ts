// Counts the ports of one range that TCP sockets hold: by state, local address, process and remote endpoint.
// Protects: a port is counted once however many sockets share it, since it is ports that run out.
import { tcpStates, type TcpStateGroup, type UsageFigures } from '../contract/usage/sample';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import type { AddressUsage, EndpointUsage, ProcessUsage } from '../contract/usage/usage';
import { mappedPrefix, tcpState, type PortTableSnapshot } from '../machine/interfaces/usage';
import { addressText } from './address-text';
import { groups, type Groups } from './groups';

const groupOfState: Readonly<Record<number, TcpStateGroup>> = {
  [tcpState.ESTABLISHED]: 'ESTABLISHED',
  [tcpState.TIME_WAIT]: 'TIME_WAIT',
  [tcpState.CLOSE_WAIT]: 'CLOSE_WAIT',
  [tcpState.SYN_SENT]: 'SYN_SENT',
  [tcpState.LISTEN]: 'LISTEN',
  [tcpState.BOUND]: 'BOUND',
};

/** Which group counts for a port that several sockets share, strongest first: a listener owns its port. */
const precedence: readonly TcpStateGroup[] = [
  'LISTEN',
  'ESTABLISHED',
  'CLOSE_WAIT',
  'SYN_SENT',
  'OTHER',
  'BOUND',
  'TIME_WAIT',
];

const portCount = 65_536;
const stateCount = tcpStates.length;
const topCount = 20;
/** Local addresses whose ports are counted one by one; on a machine with more, only the first ones found are shown. */
const mostAddresses = 64;
const mostProcesses = 16_384;
const mostEndpoints = 65_536;

/** The range that ports are counted against, and the parts of it that are never assigned. */
export interface CountedRange {
  readonly range: PortRange;
  readonly excluded: readonly PortRange[];
}

export interface UsageSummary {
  readonly figures: UsageFigures;
  readonly excluded: number;
  readonly largestFree: number;
  readonly addresses: readonly AddressUsage[];
  readonly processes: readonly Omit<ProcessUsage, 'name' | 'growth' | 'released'>[];
  readonly endpoints: readonly Omit<EndpointUsage, 'growth' | 'newPerSecond' | 'lastOwner'>[];
  /** Ports in use now that were not at the last summary; null for the first. */
  readonly newPorts: number | null;
}

/** Figures for the ports of `range` (both ends included). */
export function summarize(table: PortTableSnapshot, range: PortRange): UsageFigures {
  return summarizer()(table, { range, excluded: [] }).figures;
}

/** Returns a function that summarizes one table after the other; it reuses its memory, and remembers the last ports in use. */
export function summarizer(): (table: PortTableSnapshot, counted: CountedRange) => UsageSummary {
  let ranks = new Uint8Array(portCount);
  let ranksBefore: Uint8Array<ArrayBuffer> | null = null;
  const rowOfPort = new Uint32Array(portCount);
  const isUsable = new Uint8Array(portCount);
  let countedBefore: CountedRange | null = null;
  const addresses = groups(mostAddresses, stateCount);
  /** For each address one bit a port. */
  const addressPorts: Uint8Array[] = [];
  const processes = groups(mostProcesses, stateCount);
  const endpoints = groups(mostEndpoints, stateCount);

  /** Finds the strongest socket of each port: it counts for the port. */
  const findOwners = (table: PortTableSnapshot): void => {
    const { localPorts, states, count } = table;
    for (let row = 0; row < count; row += 1) {
      const port = localPorts[row] ?? 0;
      if (isUsable[port] === 0) continue;
      const rank = rankOfState[states[row] ?? 0] ?? 0;
      if (rank <= (ranks[port] ?? 0)) continue;
      ranks[port] = rank;
      rowOfPort[port] = row;
    }
  };

  const countAddressesAndEndpoints = (table: PortTableSnapshot): void => {
    const { localPorts, states, localAddresses, remoteAddresses, remotePorts, count } = table;
    for (let row = 0; row < count; row += 1) {
      const port = localPorts[row] ?? 0;
      if (isUsable[port] === 0) continue;
      const state = groupIndexOfState[states[row] ?? 0] ?? 0;
      const word = row * 4;
      const address = addresses.find(
        localAddresses[word] ?? 0,
        localAddresses[word + 1] ?? 0,
        localAddresses[word + 2] ?? 0,
        localAddresses[word + 3] ?? 0,
        0,
      );
      if (address >= 0) {
        const ports = (addressPorts[address] ??= new Uint8Array(portCount / 8));
        const bit = 1 << (port & 7);
        const held = ports[port >> 3] ?? 0;
        if ((held & bit) === 0) {
          ports[port >> 3] = held | bit;
          addresses.add(address, state);
        }
      }
      // A connection that a listener accepted came from elsewhere: the remote end was assigned a port for it.
      if (ranks[port] === listenRank || remotePorts[row] === 0) continue;
      const endpoint = endpoints.find(
        remoteAddresses[word] ?? 0,
        remoteAddresses[word + 1] ?? 0,
        remoteAddresses[word + 2] ?? 0,
        remoteAddresses[word + 3] ?? 0,
        remotePorts[row] ?? 0,
      );
      if (endpoint >= 0) endpoints.add(endpoint, state);
    }
  };

  const holdsPort = (address: number, port: number): boolean =>
    ((addressPorts[address]?.[port >> 3] ?? 0) & (1 << (port & 7))) !== 0;

  /** The fullest first. A socket without an address of its own (0.0.0.0, ::) holds its port on every address. */
  const addressUsages = (): AddressUsage[] => {
    const all = addresses.top(mostAddresses);
    const wildcards = all.filter((group) => isWildcard(addresses, group));
    const own = all.filter((group) => !isWildcard(addresses, group));
    const everywhere: number[] = [];
    for (let port = 0; port < portCount && wildcards.length > 0; port += 1) {
      if (wildcards.some((group) => holdsPort(group, port))) everywhere.push(port);
    }
    const shown = own.length > 0 ? own : wildcards.slice(0, 1);
    const usages = shown.map((group): AddressUsage => {
      const byState = addresses.byState(group);
      const added = everywhere.filter((port) => !holdsPort(group, port));
      for (const port of added) {
        const state = groupIndexOfRank[ranks[port] ?? 0] ?? 0;
        byState[state] = (byState[state] ?? 0) + 1;
      }
      return { address: textOf(addresses, group), ports: addresses.total(group) + added.length, byState, usable: 0 };
    });
    return usages.sort((one, other) => other.ports - one.ports).slice(0, topCount);
  };

  return (table, counted) => {
    const { range, excluded } = counted;
    if (counted !== countedBefore) {
      markUsable(isUsable, counted);
      countedBefore = counted;
      ranksBefore = null;
    }
    ranks.fill(0);
    for (const each of [addresses, processes, endpoints]) each.clear();
    for (const ports of addressPorts) ports.fill(0);
    findOwners(table);
    countAddressesAndEndpoints(table);

    const byState = new Array<number>(stateCount).fill(0);
    let inUse = 0;
    let newPorts = 0;
    let usable = 0;
    let free = 0;
    let largestFree = 0;
    const end = Math.min(portCount, range.start + range.number);
    for (let port = range.start; port < end; port += 1) {
      if (isUsable[port] === 0) {
        free = 0;
        continue;
      }
      usable += 1;
      const rank = ranks[port] ?? 0;
      if (rank === 0) {
        free += 1;
        if (free > largestFree) largestFree = free;
        continue;
      }
      free = 0;
      inUse += 1;
      const state = groupIndexOfRank[rank] ?? 0;
      byState[state] = (byState[state] ?? 0) + 1;
      if (ranksBefore?.[port] === 0) newPorts += 1;
      const process = processes.find(table.processIds[rowOfPort[port] ?? 0] ?? 0, 0, 0, 0, 0);
      if (process >= 0) processes.add(process, state);
    }
    const isFirst = ranksBefore === null;
    const byAddress = addressUsages();
    const spare = ranksBefore ?? new Uint8Array(portCount);
    ranksBefore = ranks;
    ranks = spare;

    return {
      figures: { takenAt: table.takenAt, range, usable, inUse, byState },
      excluded: excluded.length === 0 ? 0 : range.number - usable,
      largestFree,
      addresses: byAddress,
      processes: processes
        .top(topCount)
        .map((group) => ({ processId: processes.key(group, 0), ...portsOf(processes, group) })),
      endpoints: endpoints.top(topCount).map((group) => ({
        address: textOf(endpoints, group),
        port: endpoints.key(group, 4),
        ...portsOf(endpoints, group),
      })),
      newPorts: isFirst ? null : newPorts,
    };
  };
}

function markUsable(isUsable: Uint8Array, { range, excluded }: CountedRange): void {
  isUsable.fill(0);
  isUsable.fill(1, range.start, range.start + range.number);
  for (const { start, number } of excluded) isUsable.fill(0, start, start + number);
}

function portsOf(from: Groups, group: number): { ports: number; byState: number[] } {
  return { ports: from.total(group), byState: from.byState(group) };
}

function isWildcard(from: Groups, group: number): boolean {
  const last = from.key(group, 3);
  const third = from.key(group, 2);
  return from.key(group, 0) === 0 && from.key(group, 1) === 0 && last === 0 && (third === 0 || third === mappedPrefix);
}

function textOf(from: Groups, group: number): string {
  return addressText(from.key(group, 0), from.key(group, 1), from.key(group, 2), from.key(group, 3));
}

/** 0 is "no socket"; higher is stronger. */
function rankOfGroup(group: TcpStateGroup): number {
  return precedence.length - precedence.indexOf(group);
}

const listenRank = rankOfGroup('LISTEN');
const groupOf = (state: number): TcpStateGroup => groupOfState[state] ?? 'OTHER';
const rankOfState = Uint8Array.from({ length: 256 }, (_, state) => rankOfGroup(groupOf(state)));
const groupIndexOfState = Uint8Array.from({ length: 256 }, (_, state) => tcpStates.indexOf(groupOf(state)));
const groupIndexOfRank = Uint8Array.from({ length: precedence.length + 1 }, (_, rank) =>
  rank === 0 ? 0 : tcpStates.indexOf(precedence[precedence.length - rank] ?? 'OTHER'),
);
