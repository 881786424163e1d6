// Which ports the dynamic ranges may assign, and how many of them are in use. Protects: linear in the number of excluded ranges.
import { mergedRanges } from '../contract/port-ranges/port-ranges';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import { groupOfRank, stateCount } from './socket-states';
import { bothVersions, portCount, versionBits } from './sockets-by-port';

const [ipv4, ipv6] = versionBits;

/** A range that ports are counted against. */
export interface CountedRange {
  readonly range: PortRange;
  /** The parts of it that are never assigned; null where they could not be read. */
  readonly excluded: readonly PortRange[] | null;
}

/** The ranges of IPv4 and of IPv6; null where one could not be read. */
export type CountedRanges = readonly [CountedRange | null, CountedRange | null];

/** Gives each port the bits of the versions of IP that may assign it. */
export function markUsable(usable: Uint8Array, ranges: CountedRanges): void {
  const [four, six] = ranges;
  usable.fill(0);
  if (four) usable.fill(ipv4, four.range.start, endOf(four.range));
  if (six) usable.fill(ipv6, six.range.start, endOf(six.range));
  if (four && six) {
    const start = Math.max(four.range.start, six.range.start);
    // Nothing is filled where this is not above the start.
    usable.fill(bothVersions, start, Math.min(endOf(four.range), endOf(six.range)));
  }
  ranges.forEach((counted, version) => {
    const bit = versionBits[version] ?? 0;
    for (const part of mergedRanges(counted?.excluded ?? []))
      for (let port = part.start; port < endOf(part); port += 1) usable[port] = (usable[port] ?? 0) & ~bit;
  });
}

/** From the lowest to the highest port of the ranges. */
export function spanOf(ranges: CountedRanges): PortRange {
  const known = ranges.flatMap((counted) => counted?.range ?? []);
  const start = Math.min(portCount, ...known.map((range) => range.start));
  return { start, number: Math.max(start, ...known.map(endOf)) - start };
}

export interface PortTotals {
  readonly usable: number;
  readonly inUse: number;
  readonly byState: readonly number[];
  /** Longest run of free ports in a row. */
  readonly largestFree: number;
}

/** The ports of `range` that one of the versions in `bits` may assign, each in the stronger of its two `ranks`; 0 where nobody holds it. */
export function portTotals(
  range: PortRange,
  bits: number,
  usable: Uint8Array,
  [ranks4, ranks6]: readonly [Uint8Array, Uint8Array],
): PortTotals {
  const byRank = new Uint32Array(stateCount + 1);
  let [count, inUse, free, largestFree] = [0, 0, 0, 0];
  const end = endOf(range);
  for (let port = range.start; port < end; port += 1) {
    if (((usable[port] ?? 0) & bits) === 0) {
      free = 0;
      continue;
    }
    count += 1;
    const rank = Math.max(ranks4[port] ?? 0, ranks6[port] ?? 0);
    if (rank === 0) {
      free += 1;
      if (free > largestFree) largestFree = free;
      continue;
    }
    free = 0;
    inUse += 1;
    byRank[rank] = (byRank[rank] ?? 0) + 1;
  }
  const byState = new Array<number>(stateCount).fill(0);
  byRank.forEach((ports, rank) => {
    if (rank > 0) byState[groupOfRank[rank] ?? 0] = ports;
  });
  return { usable: count, inUse, byState, largestFree };
}

function endOf({ start, number }: PortRange): number {
  return Math.min(portCount, start + number);
}
