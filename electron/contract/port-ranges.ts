// Arithmetic of port ranges. Pure; both ends of a range are included.
import type { PortRange } from './change';

export function lastPort({ start, number }: PortRange): number {
  return start + number - 1;
}

export function isWithin(port: number, range: PortRange): boolean {
  return port >= range.start && port <= lastPort(range);
}

/** The parts of `whole` outside `taken`, lower one first. */
export function rangeWithout(whole: PortRange, taken: PortRange): PortRange[] {
  const parts: [first: number, last: number][] = [
    [whole.start, Math.min(lastPort(whole), taken.start - 1)],
    [Math.max(whole.start, lastPort(taken) + 1), lastPort(whole)],
  ];
  return parts.filter(([first, last]) => first <= last).map(([first, last]) => ({ start: first, number: last - first + 1 }));
}

/** What both have in common; null when nothing. */
export function overlapOf(one: PortRange, other: PortRange): PortRange | null {
  const start = Math.max(one.start, other.start);
  const last = Math.min(lastPort(one), lastPort(other));
  return start <= last ? { start, number: last - start + 1 } : null;
}

/** The parts of `whole` outside all of `taken`, which may overlap one another; in order. */
export function rangesLeft(whole: PortRange, taken: readonly PortRange[]): PortRange[] {
  return taken.reduce((parts, one) => parts.flatMap((part) => rangeWithout(part, one)), [whole]);
}

/** Ports of `range` that are not excluded: what can really be lent. */
export function usablePorts(range: PortRange, excluded: readonly PortRange[]): number {
  return rangesLeft(range, excluded).reduce((sum, { number }) => sum + number, 0);
}
