// How much the largest users of ports (processes, endpoints, addresses) held over the last hour, each in a ring of its own.
// Protects: memory stays fixed; whoever has not been among the largest for the longest time is forgotten first.
import { tcpStates } from '../contract/usage/sample';
import type { Share, UsageHistoryView, UsageSubject } from '../contract/usage/usage';
import { slopeOf, type SeriesPoint } from './forecast';

const stepMs = 5000;
const capacity = 3600_000 / stepMs;
const mostSubjects = 64;
const stateCount = tcpStates.length;
const growthMs = 300_000;

interface Track {
  readonly times: Float64Array;
  readonly states: Uint32Array;
  next: number;
  size: number;
  seenAt: number;
}

export interface Tracks {
  /** Everybody who is among the largest now; whoever is not gets a row of zeros while remembered. */
  add(takenAt: number, shares: readonly (readonly [UsageSubject, Share])[]): void;
  /** Ports a minute over the last five minutes; null while too little is known. */
  growth(subject: UsageSubject): number | null;
  view(subject: UsageSubject, from: number, to: number, rows: number): UsageHistoryView;
  clear(): void;
}

export function usageTracks(): Tracks {
  const tracks = new Map<string, Track>();
  let lastAt = Number.NEGATIVE_INFINITY;

  const forgetOldest = (): void => {
    let oldest: readonly [string, number] | null = null;
    for (const [key, { seenAt }] of tracks) if (oldest === null || seenAt < oldest[1]) oldest = [key, seenAt];
    if (oldest !== null) tracks.delete(oldest[0]);
  };

  return {
    add(takenAt, shares) {
      // A clock that was put back: what was tracked would stand in the future.
      if (takenAt < lastAt) tracks.clear();
      else if (takenAt - lastAt < stepMs * 0.9) return;
      lastAt = takenAt;
      const present = new Map(shares.map(([subject, share]) => [keyOf(subject), share]));
      for (const [key, share] of present) {
        if (!tracks.has(key)) {
          if (tracks.size >= mostSubjects) forgetOldest();
          tracks.set(key, newTrack());
        }
        const track = tracks.get(key);
        if (track) append(track, takenAt, share.byState);
      }
      for (const [key, track] of tracks) if (!present.has(key)) append(track, takenAt, null);
    },
    growth(subject) {
      const track = tracks.get(keyOf(subject));
      if (!track) return null;
      const end = lastAt - growthMs;
      const points = rowsOf(track)
        .map((row): SeriesPoint => ({ at: track.times[row] ?? 0, ports: totalOf(track, row) }))
        .filter(({ at }) => at >= end);
      return slopeOf(points)?.middle ?? null;
    },
    view(subject, from, to, rows) {
      const track = tracks.get(keyOf(subject));
      const all = track
        ? rowsOf(track).filter((row) => (track.times[row] ?? 0) >= from && (track.times[row] ?? 0) <= to)
        : [];
      const every = Math.max(1, Math.ceil(all.length / rows));
      const kept = all.filter((_, index) => (all.length - 1 - index) % every === 0);
      const nothing = kept.map(() => null);
      return {
        from,
        to,
        times: kept.map((row) => track?.times[row] ?? 0),
        byState: tcpStates.map((_, state) => kept.map((row) => track?.states[row * stateCount + state] ?? 0)),
        usable: nothing,
        busiest: nothing,
        udp: nothing,
        newPerSecond: nothing,
        stepMs: stepMs * every,
        gaps: [],
      };
    },
    clear() {
      tracks.clear();
      lastAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function keyOf(subject: UsageSubject): string {
  switch (subject.kind) {
    case 'process':
      return `p${subject.processId}`;
    case 'endpoint':
      return `e${subject.address} ${subject.port}`;
    case 'address':
      return `a${subject.address}`;
  }
}

function newTrack(): Track {
  return {
    times: new Float64Array(capacity),
    states: new Uint32Array(capacity * stateCount),
    next: 0,
    size: 0,
    seenAt: 0,
  };
}

function append(track: Track, takenAt: number, byState: readonly number[] | null): void {
  const row = track.next;
  track.times[row] = takenAt;
  for (let state = 0; state < stateCount; state += 1) track.states[row * stateCount + state] = byState?.[state] ?? 0;
  track.next = (row + 1) % capacity;
  track.size = Math.min(capacity, track.size + 1);
  if (byState) track.seenAt = takenAt;
}

/** Rows, oldest first. */
function rowsOf({ next, size }: Track): number[] {
  return Array.from({ length: size }, (_, index) => (next - size + index + capacity) % capacity);
}

function totalOf({ states }: Track, row: number): number {
  let total = 0;
  for (let state = 0; state < stateCount; state += 1) total += states[row * stateCount + state] ?? 0;
  return total;
}
