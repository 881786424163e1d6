// Arithmetic of port ranges. Pure; both ends of a range are included.
import type { PortRange } from './dynamic-ranges';

export function lastPort({ start, number }: PortRange): number {
  return start + number - 1;
}

export function isWithin(port: number, range: PortRange): boolean {
  return port >= range.start && port <= lastPort(range);
}

/** The parts of `whole` outside `taken`, lower one first. */
export function rangeWithout(whole: PortRange, taken: PortRange): PortRange[] {
  return rangesLeft(whole, [taken]);
}

/** Whether they have a port in common. */
export function overlaps(one: PortRange, other: PortRange): boolean {
  return Math.max(one.start, other.start) <= Math.min(lastPort(one), lastPort(other));
}

/** The parts of `whole` outside all of `taken`, which may overlap one another, in any order; the parts are in order. Linear where they are merged already. */
export function rangesLeft(whole: PortRange, taken: readonly PortRange[]): PortRange[] {
  const parts: PortRange[] = [];
  const end = whole.start + whole.number;
  let next = whole.start;
  for (const one of mergedRanges(taken)) {
    if (one.start >= end) break;
    if (one.start > next) parts.push({ start: next, number: one.start - next });
    next = Math.max(next, one.start + one.number);
  }
  if (end > next) parts.push({ start: next, number: end - next });
  return parts;
}

/** Ports are numbers of 16 bits. */
const portCount = 65_536;

/** The same ports as ranges in order, each apart from the next one. Linear in the number of ranges; a start beyond 65535 is no port. */
export function mergedRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  if (areMerged(ranges)) return ranges;
  /** By first port, the port behind the longest range that begins there. */
  const endOf = new Uint32Array(portCount);
  for (const { start, number } of ranges)
    if (number > 0 && start + number > (endOf[start] ?? portCount)) endOf[start] = start + number;
  const merged: PortRange[] = [];
  let start = 0;
  let end = -1;
  for (let port = 0; port < portCount; port += 1) {
    const until = endOf[port] ?? 0;
    if (until === 0) continue;
    if (port > end) {
      if (end > start) merged.push({ start, number: end - start });
      start = port;
    }
    end = Math.max(end, until);
  }
  if (end > start) merged.push({ start, number: end - start });
  return merged;
}

function areMerged(ranges: readonly PortRange[]): boolean {
  let end = -1;
  for (const { start, number } of ranges) {
    if (start <= end || number <= 0) return false;
    end = start + number;
  }
  return true;
}

/** Ports of `range` that are not excluded: what can really be lent. */
export function usablePorts(range: PortRange, excluded: readonly PortRange[]): number {
  return rangesLeft(range, excluded).reduce((sum, { number }) => sum + number, 0);
}
