// How many ports the largest users (processes, endpoints, addresses) held over the last hour, each in a ring of its own.
// Protects: memory stays fixed; whoever has not been among the largest for the longest time is forgotten first.
import { tcpStates } from '../contract/usage/sample';
import type { UsageHistoryView, UsageSubject } from '../contract/usage/usage';
import { slopeOf, type SeriesPoint } from './forecast';
import { stateRing, type StateRing } from './state-ring';

const stepMs = 5000;
const capacity = 3600_000 / stepMs;
/** Some more than one sample shows (processes of TCP and UDP, releasers, endpoints, addresses), or their pasts would crowd each other out. */
const mostSubjects = 160;
const growthMs = 300_000;

/** Ports by state; null where their number is unknown. */
interface StatesOf {
  readonly byState: readonly (number | null)[];
}

interface SubjectRing {
  readonly ring: StateRing;
  /** When it was last among the largest, in milliseconds since 1970. */
  seenAt: number;
  /** As of the newest row; null until it is asked for. */
  trend: SubjectTrend | null;
}

export interface SubjectTrend {
  /** Ports a minute over the last five minutes; null while too little is known. */
  readonly growth: number | null;
  /** Since when its five-minute means have been rising, milliseconds since 1970; null where the last one does not rise. */
  readonly risingSince: number | null;
}

export interface SubjectHistory {
  /** Everybody who is among the largest now; whoever is not gets a row of zeros while remembered. */
  add(takenAt: number, users: readonly (readonly [UsageSubject, StatesOf])[]): void;
  trend(subject: UsageSubject): SubjectTrend;
  view(subject: UsageSubject, from: number, to: number, rows: number): UsageHistoryView;
  clear(): void;
}

export function subjectHistory(): SubjectHistory {
  const rings = new Map<string, SubjectRing>();
  let lastAt = Number.NEGATIVE_INFINITY;

  const forgetOldest = (): void => {
    let oldest: readonly [string, number] | null = null;
    for (const [key, { seenAt }] of rings) if (oldest === null || seenAt < oldest[1]) oldest = [key, seenAt];
    if (oldest !== null) rings.delete(oldest[0]);
  };

  const ringFor = (key: string, seenAt: number): StateRing => {
    const known = rings.get(key);
    if (known) {
      known.seenAt = seenAt;
      return known.ring;
    }
    if (rings.size >= mostSubjects) forgetOldest();
    const ring = stateRing(capacity);
    rings.set(key, { ring, seenAt, trend: null });
    return ring;
  };

  return {
    add(takenAt, users) {
      // A clock that was put back: what was recorded would stand in the future.
      if (takenAt < lastAt) rings.clear();
      else if (takenAt - lastAt < stepMs * 0.9) return;
      lastAt = takenAt;
      for (const known of rings.values()) known.trend = null;
      const present = new Map(users.map(([subject, ports]) => [keyOf(subject), ports]));
      for (const [key, { byState }] of present) append(ringFor(key, takenAt), takenAt, byState);
      for (const [key, { ring }] of rings) if (!present.has(key)) append(ring, takenAt, null);
    },
    trend(subject) {
      const known = rings.get(keyOf(subject));
      if (!known) return { growth: null, risingSince: null };
      known.trend ??= { growth: growthOf(known.ring, lastAt), risingSince: riseOf(known.ring, lastAt) };
      return known.trend;
    },
    view(subject, from, to, rows) {
      const ring = rings.get(keyOf(subject))?.ring;
      const all = ring ? rowsBetween(ring, from, to) : [];
      const every = Math.max(1, Math.ceil(all.length / rows));
      const kept = all.filter((_, index) => (all.length - 1 - index) % every === 0);
      const nothing = kept.map(() => null);
      return {
        from,
        to,
        times: kept.map((row) => ring?.at(row) ?? 0),
        byState: tcpStates.map((_, state) => kept.map((row) => ring?.ports(row, state) ?? null)),
        usable: nothing,
        busiest: nothing,
        udp: nothing,
        newPerSecond: nothing,
        stepMs: stepMs * every,
        gaps: [],
      };
    },
    clear() {
      rings.clear();
      lastAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function keyOf(subject: UsageSubject): string {
  switch (subject.kind) {
    case 'process':
      return `p${subject.processId}`;
    case 'udp-process':
      return `u${subject.processId}`;
    case 'range':
      return `r${subject.name}`;
    case 'endpoint':
      return `e${subject.address} ${subject.port}`;
    case 'address':
      return `a${subject.address}`;
  }
}

function append(ring: StateRing, takenAt: number, byState: readonly (number | null)[] | null): void {
  ring.write(ring.append(), takenAt, byState);
}

function growthOf(ring: StateRing, lastAt: number): number | null {
  const points = rowsBetween(ring, lastAt - growthMs, lastAt).map((row): SeriesPoint => ({
    at: ring.at(row),
    ports: ring.total(row),
  }));
  return slopeOf(points)?.middle ?? null;
}

/** Means are compared, not points: what wavers from one moment to the next is no pause. From the middle of the first that is higher. */
function riseOf(ring: StateRing, lastAt: number): number | null {
  let since: number | null = null;
  let later = Number.POSITIVE_INFINITY;
  let index = ring.size() - 1;
  for (let to = lastAt; ; to -= growthMs) {
    let [total, count, oldest] = [0, 0, to];
    for (; index >= 0 && ring.at(ring.row(index)) > to - growthMs; index -= 1) {
      total += ring.total(ring.row(index));
      count += 1;
      oldest = ring.at(ring.row(index));
    }
    // Half of a window is not enough to compare it.
    if (to - oldest < growthMs / 2 || total / count >= later) return since;
    if (Number.isFinite(later)) since = to + growthMs / 2;
    later = total / count;
  }
}

/** Rows between two moments (both included), oldest first. */
function rowsBetween(ring: StateRing, from: number, to: number): number[] {
  return Array.from({ length: ring.size() }, (_, index) => ring.row(index)).filter(
    (row) => ring.at(row) >= from && ring.at(row) <= to,
  );
}
