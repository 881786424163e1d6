// The range that gives as many ports as are needed, and takes no more from others than that. Pure.
// Protects: within Windows' limits; never fewer ports than now; what lies in it and belongs to others is told.
import type { BoundReason, Recommendation } from '../../contract/diagnosis/recommendation';
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

/** What is recommended, without what it is compared with. */
export type EnoughPorts = Omit<
  Extract<Recommendation, { readonly range: PortRange }>,
  'kind' | 'names' | 'usableBefore' | 'usableAfter'
> & { readonly usable: number };

/** Bounds are round where nothing is in the way: they are read out on the phone. */
const roundTo = 1000;
const limit: BoundReason = { code: 'limit' };

/** A dynamic port range: it ends at the last port there is, and begins as high as it can. */
export function enoughByRange(room: Room): EnoughPorts {
  const excluded = mergedRanges(room.excluded ?? []);
  const block = room.hasWsl ? blockOf(room, excluded) : null;
  const beside = block && rangeAbove(lastPort(block) + 1, { code: 'wsl-block', block }, room, excluded);
  // Where leaving the block would leave fewer ports than now, there is no room for both.
  if (beside && beside.usable >= usablePorts(room.now, excluded)) return { ...beside, leavesWslBlock: true };
  return { ...rangeAbove(rangeLimits.start.min, limit, room, excluded), leavesWslBlock: room.hasWsl ? false : null };
}

function rangeAbove(lowest: number, reason: BoundReason, room: Room, excluded: readonly PortRange[]): EnoughPorts {
  const exact = highestStart(room.needed, excluded, lowest);
  const start =
    exact === null ? { port: lowest, reason } : roundedDown(exact, { port: lowest, reason }, room, excluded);
  const number = rangeLimits.lastPort - start.port + 1;
  return described(room, excluded, { start: start.port, number }, start.reason, limit);
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
  const end = exact === null ? { port: highestEnd, reason: limit } : roundedUp(exact, highestEnd, room, excluded);
  return described(room, excluded, { start: first, number: end.port - first + 1 }, limit, end.reason);
}

function described(
  { now, needed, listeners, excluded }: Room,
  merged: readonly PortRange[],
  range: PortRange,
  start: BoundReason,
  end: BoundReason,
): EnoughPorts {
  const fresh = rangeWithout(range, now);
  const usable = usablePorts(range, merged);
  return {
    range,
    usable,
    start,
    end,
    isEnough: usable >= needed,
    listeners: listeners && listeners.filter(({ port }) => fresh.some((part) => isWithin(port, part))),
    excluded: excluded && fresh.reduce((sum, part) => sum + part.number - usablePorts(part, merged), 0),
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

interface Bound {
  readonly port: number;
  readonly reason: BoundReason;
}

/** A round port at or below `exact`, unless something that others need lies between. */
function roundedDown(exact: number, lowest: Bound, room: Room, excluded: readonly PortRange[]): Bound {
  const round = Math.floor(exact / roundTo) * roundTo;
  const target = Math.max(round, lowest.port);
  const below = obstaclesIn(target, exact - 1, room, excluded).filter(({ last }) => last < exact);
  const obstacle = below.reduce<Obstacle | null>(
    (highest, each) => (highest === null || each.last > highest.last ? each : highest),
    null,
  );
  if (obstacle) return { port: obstacle.last + 1, reason: obstacle.reason };
  return target > round ? lowest : { port: round, reason: { code: 'enough', needed: room.needed } };
}

/** A round port at or above `exact`, unless something that others need lies between. */
function roundedUp(exact: number, highest: number, room: Room, excluded: readonly PortRange[]): Bound {
  const round = Math.ceil(exact / roundTo) * roundTo;
  const target = Math.min(round, highest);
  const above = obstaclesIn(exact + 1, target, room, excluded).filter(({ first }) => first > exact);
  const obstacle = above.reduce<Obstacle | null>(
    (lowest, each) => (lowest === null || each.first < lowest.first ? each : lowest),
    null,
  );
  if (obstacle) return { port: obstacle.first - 1, reason: obstacle.reason };
  return target < round
    ? { port: highest, reason: limit }
    : { port: round, reason: { code: 'enough', needed: room.needed } };
}

interface Obstacle {
  readonly first: number;
  readonly last: number;
  readonly reason: BoundReason;
}

/** Listeners and excluded ranges from one port to another, as far as they are not in the range already. */
function obstaclesIn(from: number, to: number, { listeners, now }: Room, excluded: readonly PortRange[]): Obstacle[] {
  const ofListeners = (listeners ?? [])
    .filter(({ port }) => port >= from && port <= to && !isWithin(port, now))
    .map((listener): Obstacle => ({
      first: listener.port,
      last: listener.port,
      reason: { code: 'listener', listener },
    }));
  const ofExcluded = excluded
    .filter((part) => part.start <= to && lastPort(part) >= from)
    .map((part): Obstacle => ({
      first: part.start,
      last: lastPort(part),
      reason: { code: 'excluded', excluded: part },
    }));
  return [...ofListeners, ...ofExcluded];
}
