// The range that gives as many ports as are needed, and takes no more from others than that. Pure.
// Protects: within Windows' limits; never fewer ports than now; what lies in it and belongs to others is told.
import type { EndReason, RecommendationNotes, StartReason } from '../../contract/diagnosis/recommendation';
import { wslBlock, type Listener } from '../../contract/change/side-effects';
import { rangeLimits, type PortRange } from '../../contract/port-ranges/dynamic-ranges';
import {
  isWithin,
  lastPort,
  mergedRanges,
  rangesLeft,
  rangeWithout,
  usablePorts,
} from '../../contract/port-ranges/port-ranges';

/** What the new range has to make do with. Null: not known. */
export interface Room {
  /** The range now. */
  readonly now: PortRange;
  readonly needed: number;
  readonly listeners: readonly Listener[] | null;
  readonly excluded: readonly PortRange[] | null;
  /** Whether ports in a row have to be left for WSL. */
  readonly hasWsl: boolean;
}

export interface EnoughPorts extends RecommendationNotes {
  readonly range: PortRange;
  readonly usable: number;
  readonly start: StartReason;
  readonly end: EndReason;
}

/** Bounds are round where nothing is in the way: they are read out on the phone. */
const roundTo = 1000;
const lowestAllowed: StartReason = { code: 'lowest-allowed' };
const highestAllowed: EndReason = { code: 'highest-allowed' };

/** A dynamic port range: it ends at the last port there is, and begins as high as it can. */
export function enoughByRange(room: Room): EnoughPorts {
  const excluded = mergedRanges(room.excluded ?? []);
  const block = room.hasWsl ? blockOf(room, excluded) : null;
  const beside = block && rangeAbove(lastPort(block) + 1, { code: 'above-wsl-block', block }, room, excluded);
  // Where leaving the block would leave fewer ports than now, there is no room for both.
  if (beside && beside.usable >= usablePorts(room.now, excluded)) return { ...beside, leavesWslBlock: true };
  return {
    ...rangeAbove(rangeLimits.start.min, lowestAllowed, room, excluded),
    leavesWslBlock: room.hasWsl ? false : null,
  };
}

function rangeAbove(lowest: number, reason: StartReason, room: Room, excluded: readonly PortRange[]): EnoughPorts {
  const exact = highestStart(room.needed, excluded, lowest);
  const start =
    exact === null ? { port: lowest, reason } : roundedDown(exact, { port: lowest, reason }, room, excluded);
  const number = rangeLimits.lastPort - start.port + 1;
  return described(room, excluded, { start: start.port, number }, start.reason, highestAllowed);
}

/** The lowest ports in a row that WSL could have; null where there are none. */
function blockOf({ listeners }: Room, excluded: readonly PortRange[]): PortRange | null {
  const taken = [...excluded, ...(listeners ?? []).map(({ port }) => ({ start: port, number: 1 }))];
  const first = rangeLimits.start.min - 1;
  const free = rangesLeft({ start: first, number: rangeLimits.lastPort - first + 1 }, taken);
  const run = free.find(({ number }) => number >= wslBlock);
  return run ? { start: run.start, number: wslBlock } : null;
}

/** MaxUserPort up to 2003: the range begins at 1025, and ends as low as it can. `highest` is the largest value allowed. */
export function enoughByMaxUserPort(room: Room, lowestEnd: number, highestEnd: number): EnoughPorts {
  const excluded = mergedRanges(room.excluded ?? []);
  const first = rangeLimits.start.min;
  const exact = lowestLast(room.needed, excluded, first, lowestEnd, highestEnd);
  const end =
    exact === null ? { port: highestEnd, reason: highestAllowed } : roundedUp(exact, highestEnd, room, excluded);
  return described(room, excluded, { start: first, number: end.port - first + 1 }, lowestAllowed, end.reason);
}

function described(
  { now, needed, listeners, excluded }: Room,
  merged: readonly PortRange[],
  range: PortRange,
  start: StartReason,
  end: EndReason,
): EnoughPorts {
  const fresh = rangeWithout(range, now);
  const usable = usablePorts(range, merged);
  return {
    range,
    usable,
    start: range.start === now.start ? { code: 'unchanged' } : start,
    end: lastPort(range) === lastPort(now) ? { code: 'unchanged' } : end,
    isEnough: usable >= needed,
    listeners: (listeners ?? []).filter(({ port }) => fresh.some((part) => isWithin(port, part))),
    areListenersKnown: listeners !== null,
    areExcludedKnown: excluded !== null,
    excluded: fresh.reduce((sum, part) => sum + part.number - usablePorts(part, merged), 0),
    leavesWslBlock: null,
  };
}

/** The highest first port from which on `needed` ports are usable; null where none has so many. Linear in the excluded ranges. */
function highestStart(needed: number, excluded: readonly PortRange[], lowest: number): number | null {
  let missing = needed;
  const whole = { start: lowest, number: rangeLimits.lastPort - lowest + 1 };
  for (const part of rangesLeft(whole, excluded).reverse()) {
    if (part.number >= missing) return Math.min(rangeLimits.start.max, part.start + part.number - missing);
    missing -= part.number;
  }
  return null;
}

/** The lowest last port up to which `needed` ports are usable. */
function lowestLast(
  needed: number,
  excluded: readonly PortRange[],
  first: number,
  lowest: number,
  highest: number,
): number | null {
  let missing = needed;
  for (const part of rangesLeft({ start: first, number: highest - first + 1 }, excluded)) {
    if (part.number >= missing) return Math.max(lowest, part.start + missing - 1);
    missing -= part.number;
  }
  return null;
}

interface Bound<Reason> {
  readonly port: number;
  readonly reason: Reason;
}

/** A round port at or below `exact`, unless something that others need lies between. */
function roundedDown(
  exact: number,
  lowest: Bound<StartReason>,
  room: Room,
  excluded: readonly PortRange[],
): Bound<StartReason> {
  const round = Math.floor(exact / roundTo) * roundTo;
  const target = Math.max(round, lowest.port);
  const below = obstaclesIn(target, exact - 1, room, excluded).filter(({ ports }) => lastPort(ports) < exact);
  const obstacle = below.sort((one, other) => lastPort(other.ports) - lastPort(one.ports))[0];
  if (obstacle) {
    const { ports, listener } = obstacle;
    const reason = listener ? ({ code: 'above-listener', listener } as const) : null;
    return { port: lastPort(ports) + 1, reason: reason ?? { code: 'above-excluded', excluded: ports } };
  }
  return target > round ? lowest : { port: round, reason: { code: 'enough', needed: room.needed } };
}

/** A round port at or above `exact`, unless something that others need lies between. */
function roundedUp(exact: number, highest: number, room: Room, excluded: readonly PortRange[]): Bound<EndReason> {
  const round = Math.ceil(exact / roundTo) * roundTo;
  const target = Math.min(round, highest);
  const above = obstaclesIn(exact + 1, target, room, excluded).filter(({ ports }) => ports.start > exact);
  const obstacle = above.sort((one, other) => one.ports.start - other.ports.start)[0];
  if (obstacle) {
    const { ports, listener } = obstacle;
    const reason = listener ? ({ code: 'below-listener', listener } as const) : null;
    return { port: ports.start - 1, reason: reason ?? { code: 'below-excluded', excluded: ports } };
  }
  return target < round
    ? { port: highest, reason: highestAllowed }
    : { port: round, reason: { code: 'enough', needed: room.needed } };
}

/** A port that somebody listens on, or an excluded range. */
interface Obstacle {
  readonly ports: PortRange;
  readonly listener: Listener | null;
}

/** Listeners and excluded ranges from one port to another, as far as they are not in the range already. */
function obstaclesIn(from: number, to: number, { listeners, now }: Room, excluded: readonly PortRange[]): Obstacle[] {
  return [
    ...(listeners ?? [])
      .filter(({ port }) => port >= from && port <= to && !isWithin(port, now))
      .map((listener) => ({ ports: { start: listener.port, number: 1 }, listener })),
    ...excluded
      .filter((part) => part.start <= to && lastPort(part) >= from)
      .map((ports) => ({ ports, listener: null })),
  ];
}
