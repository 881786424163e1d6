// What the sockets of one transport leave of its dynamic ranges, and who holds the rest.
import { shareOfUsable } from '../contract/usage/levels';
import type { PortRange, RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { AddressUsage, EndpointUsage, ProcessUsage, RangeUsage } from '../contract/usage/usage';
import { addressText } from './address-text';
import { portCounter, type PortCount } from './port-count';
import { bothVersions, portCount, versionBits, type CountableRows } from './sockets-by-port';
import { markUsable, portTotals, spanOf, type CountedRange, type CountedRanges } from './usable-ports';

/** Users of each kind that are shown, and processes that are shown for what they released alone. */
const [shownUsers, shownReleasers] = [20, 10];
const unspecified = ['0.0.0.0', '::'] as const;

export type ProcessCount = Omit<ProcessUsage, 'name' | 'growth' | 'risingSince'>;

export interface EndpointCount extends Omit<EndpointUsage, 'growth' | 'newPerSecond' | 'lastOwner'> {
  /** Connections that were not there at the last summary; null for the first. */
  readonly newConnections: number | null;
  readonly lastOwner: { readonly processId: number; readonly ports: number } | null;
}

export interface TransportSummary {
  /** All of its ranges together. */
  readonly usable: number;
  readonly inUse: number;
  readonly byState: readonly number[];
  readonly largestFree: number;
  readonly ranges: readonly RangeUsage[];
  /** The fullest, by their share of what is usable, first. */
  readonly addresses: readonly AddressUsage[];
  /** The largest holders first, then whoever released the most ports that are still in TIME_WAIT. */
  readonly processes: readonly ProcessCount[];
  readonly endpoints: readonly EndpointCount[];
  /** Ports in use now that were not at the last summary; null for the first. */
  readonly newPorts: number | null;
  /** Since when each process was seen to hold a port, without a pause, in milliseconds since 1970. */
  readonly seenSince: ReadonlyMap<number, number>;
}

export interface TransportSummarizer {
  summarize(rows: CountableRows, ranges: CountedRanges, takenAt: number): TransportSummary;
  /** A process ended: what has its number from now on is another one. */
  forget(processId: number): void;
}

/** `names` are those of the two ranges. `isDualStack`: see `portSorter`. The summarizer reuses its memory. */
export function transportSummarizer(names: readonly [RangeName, RangeName], isDualStack: boolean): TransportSummarizer {
  const usable = new Uint8Array(portCount);
  const counter = portCounter(isDualStack);
  let rangesBefore: CountedRanges | null = null;
  let span: PortRange = { start: 0, number: 0 };
  let seenSince: ReadonlyMap<number, number> = new Map();
  /** What the last summary left: null before the first one, and where the ranges became other ones. */
  let wasInUse: Uint8Array<ArrayBuffer> | null = null;

  /** Ports in use now that were not before; what is in use now is remembered. */
  const countNewPorts = (): number | null => {
    const [ranks4, ranks6] = counter.ranks;
    const isFirst = wasInUse === null;
    const inUse = (wasInUse ??= new Uint8Array(portCount));
    let count = 0;
    for (let port = span.start; port < span.start + span.number; port += 1) {
      const isUsed = ranks4[port] !== 0 || ranks6[port] !== 0 ? 1 : 0;
      if (isUsed === 1 && inUse[port] === 0) count += 1;
      inUse[port] = isUsed;
    }
    return isFirst ? null : count;
  };

  const rememberProcesses = (takenAt: number): ReadonlyMap<number, number> => {
    const since = new Map<number, number>();
    for (let group = 0; group < counter.processes.size(); group += 1) {
      const processId = counter.processes.key(group, 0);
      since.set(processId, seenSince.get(processId) ?? takenAt);
    }
    seenSince = since;
    return since;
  };

  return {
    summarize(rows, ranges, takenAt) {
      if (ranges !== rangesBefore) {
        markUsable(usable, ranges);
        rangesBefore = ranges;
        span = spanOf(ranges);
        wasInUse = null;
      }
      counter.count(rows, usable);
      const perRange: RangeUsage[] = [];
      const addresses: AddressUsage[] = [];
      for (const version of [0, 1] as const) {
        const counted = ranges[version];
        if (!counted) continue;
        const read = readRange(counter, version, counted, names[version], usable);
        perRange.push(read.usage);
        addresses.push(...read.addresses);
      }
      const newPorts = countNewPorts();
      return {
        ...portTotals(span, bothVersions, usable, counter.ranks),
        ranges: perRange,
        addresses: addresses
          .sort((a, b) => shareOfUsable(b.ports, b.usable) - shareOfUsable(a.ports, a.usable))
          .slice(0, shownUsers),
        processes: readProcesses(counter),
        endpoints: readEndpoints(counter, newPorts !== null),
        newPorts,
        seenSince: rememberProcesses(takenAt),
      };
    },
    forget: (processId) => counter.forget(processId),
  };
}

function readRange(
  { ranks, addresses }: PortCount,
  version: 0 | 1,
  { range, excluded }: CountedRange,
  name: RangeName,
  usable: Uint8Array,
): { usage: RangeUsage; addresses: AddressUsage[] } {
  const ofVersion = ranks[version];
  const counts = portTotals(range, versionBits[version], usable, [ofVersion, ofVersion]);
  const fullest = addresses[version].fullest(shownUsers, counts.usable, unspecified[version]);
  const usage: RangeUsage = {
    name,
    range,
    usable: counts.usable,
    excluded: excluded === null ? null : range.number - counts.usable,
    largestFree: counts.largestFree,
    busiest: fullest[0] ?? null,
    ports: counts.inUse,
    byState: counts.byState,
  };
  return { usage, addresses: fullest };
}

function readProcesses({ processes, released }: PortCount): ProcessCount[] {
  const shown = new Map<number, ProcessCount>();
  const show = (group: number) => {
    const processId = processes.key(group, 0);
    shown.set(processId, {
      processId,
      ports: processes.total(group),
      byState: processes.byState(group),
      released: released.total(released.find(processId, 0, 0, 0, 0)),
    });
  };
  processes.top(shownUsers).forEach(show);
  for (const group of released.top(shownReleasers))
    if (released.total(group) > 0) show(processes.find(released.key(group, 0), 0, 0, 0, 0));
  return [...shown.values()].sort((a, b) => b.ports - a.ports || b.released - a.released);
}

function readEndpoints({ endpoints, newConnections, lastOwners }: PortCount, hasPast: boolean): EndpointCount[] {
  const shown = endpoints.top(shownUsers);
  const owners = new Map<number, EndpointCount['lastOwner']>(shown.map((group) => [group, null]));
  for (let pair = 0; pair < lastOwners.size(); pair += 1) {
    const endpoint = lastOwners.key(pair, 0);
    const best = owners.get(endpoint);
    const ports = lastOwners.total(pair);
    if (best !== undefined && ports > (best?.ports ?? 0))
      owners.set(endpoint, { processId: lastOwners.key(pair, 1), ports });
  }
  return shown.map((group) => ({
    address: addressText(
      endpoints.key(group, 0),
      endpoints.key(group, 1),
      endpoints.key(group, 2),
      endpoints.key(group, 3),
    ),
    port: endpoints.key(group, 4),
    ports: endpoints.total(group),
    byState: endpoints.byState(group),
    newConnections: hasPast ? newConnections.total(newConnections.find(group, 0, 0, 0, 0)) : null,
    lastOwner: owners.get(group) ?? null,
  }));
}
