// How many ports the largest users (processes, endpoints, addresses) held over the last hour, each in a ring of its own.
// Protects: memory stays fixed; whoever has not been among the largest for the longest time is forgotten first.
import { tcpStates } from '../contract/usage/sample';
import type { UsageHistoryView, UsageSubject } from '../contract/usage/usage';
import { slopeOf, type SeriesPoint } from './forecast';
import { stateRing, type StateRing } from './state-ring';

const stepMs = 5000;
const capacity = 3600_000 / stepMs;
const mostSubjects = 64;
const growthMs = 300_000;

/** Ports by state; null where their number is unknown. */
interface StatesOf {
  readonly byState: readonly (number | null)[];
}

interface SubjectRing {
  readonly ring: StateRing;
  /** When it was last among the largest, in milliseconds since 1970. */
  seenAt: number;
}

export interface SubjectHistory {
  /** Everybody who is among the largest now; whoever is not gets a row of zeros while remembered. */
  add(takenAt: number, users: readonly (readonly [UsageSubject, StatesOf])[]): void;
  /** Ports a minute over the last five minutes; null while too little is known. */
  growth(subject: UsageSubject): number | null;
  /** Since when its five-minute means have been rising, milliseconds since 1970; null where the last one does not rise. */
  risingSince(subject: UsageSubject): number | null;
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
    rings.set(key, { ring, seenAt });
    return ring;
  };

  return {
    add(takenAt, users) {
      // A clock that was put back: what was recorded would stand in the future.
      if (takenAt < lastAt) rings.clear();
      else if (takenAt - lastAt < stepMs * 0.9) return;
      lastAt = takenAt;
      const present = new Map(users.map(([subject, ports]) => [keyOf(subject), ports]));
      for (const [key, { byState }] of present) append(ringFor(key, takenAt), takenAt, byState);
      for (const [key, { ring }] of rings) if (!present.has(key)) append(ring, takenAt, null);
    },
    growth(subject) {
      const ring = rings.get(keyOf(subject))?.ring;
      if (!ring) return null;
      const points = rowsBetween(ring, lastAt - growthMs, lastAt).map((row): SeriesPoint => ({
        at: ring.at(row),
        ports: ring.total(row),
      }));
      return slopeOf(points)?.middle ?? null;
    },
    risingSince(subject) {
      const ring = rings.get(keyOf(subject))?.ring;
      return ring ? riseOf(ring, lastAt) : null;
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

/** Means are compared, not points: what wavers from one moment to the next is no pause. From the middle of the first that is higher. */
function riseOf(ring: StateRing, lastAt: number): number | null {
  let since: number | null = null;
  let later = Number.POSITIVE_INFINITY;
  for (let to = lastAt; ; to -= growthMs) {
    const totals = rowsBetween(ring, to - growthMs + 1, to).map((row) => ring.total(row));
    // Half of a window is not enough to compare it.
    if (totals.length * stepMs < growthMs / 2) return since;
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    if (mean >= later) return since;
    if (Number.isFinite(later)) since = to + growthMs / 2;
    later = mean;
  }
}

/** Rows between two moments (both included), oldest first. */
function rowsBetween(ring: StateRing, from: number, to: number): number[] {
  return Array.from({ length: ring.size() }, (_, index) => ring.row(index)).filter(
    (row) => ring.at(row) >= from && ring.at(row) <= to,
  );
}
