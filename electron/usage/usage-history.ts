// The last 24 hours in a fixed amount of memory: every sample of the last hour, and before that the fullest sample of
// every 20 seconds. Protects: a missing measurement stays a gap with its reason, and a peak is never averaged away.
import { tcpStates } from '../contract/usage/sample';
import { historyHours, type HistoryQuestion, type UsageGap, type UsageHistoryView } from '../contract/usage/usage';

export interface HistorySample {
  readonly takenAt: number;
  /** Null for a failed measurement. */
  readonly figures: {
    readonly byState: readonly number[];
    readonly usable: number;
    readonly busiest: number;
    readonly udp: number | null;
    readonly newPerSecond: number | null;
    readonly intervalMs: number;
  } | null;
  readonly reason: UsageGap['reason'] | null;
}

const stateCount = tcpStates.length;
const fineCapacity = 3600;
const bucketMs = 20_000;
const coarseCapacity = (historyHours * 3_600_000) / bucketMs;
/** Without a sample for this many intervals, the computer slept or the program could not run. */
const missedIntervals = 3;

export interface UsageHistory {
  push(sample: HistorySample): void;
  view(question: Omit<HistoryQuestion, 'subject'>): UsageHistoryView;
  clear(): void;
}

export function usageHistory(): UsageHistory {
  const fine = ring(fineCapacity);
  const coarse = ring(coarseCapacity);
  const reasons: UsageGap['reason'][] = ['no-sample'];
  let expectedBefore = Number.POSITIVE_INFINITY;

  const reasonNumber = (reason: UsageGap['reason']): number => {
    const known = reasons.indexOf(reason);
    return known >= 0 ? known : reasons.push(reason) - 1;
  };

  const store = (takenAt: number, sample: HistorySample | null): void => {
    const reason = sample?.figures ? -1 : reasonNumber(sample?.reason ?? 'no-sample');
    const row = fine.append(takenAt);
    write(fine, row, sample?.figures ?? null, reason);
    const bucket = Math.floor(takenAt / bucketMs) * bucketMs;
    if (coarse.size() === 0 || coarse.bucketOf(coarse.last()) !== bucket) {
      write(coarse, coarse.append(takenAt), sample?.figures ?? null, reason);
    } else if (sample?.figures && isFuller(coarse, coarse.last(), fine, row)) {
      const last = coarse.last();
      coarse.times[last] = takenAt;
      write(coarse, last, sample.figures, reason);
    }
  };

  return {
    push(sample) {
      const before = fine.size() === 0 ? null : (fine.times[fine.last()] ?? null);
      // The clock was put back: what was measured before keeps its distance to now.
      if (before !== null && sample.takenAt <= before) {
        const shift = before + 1000 - sample.takenAt;
        for (const each of [fine, coarse]) each.shiftBack(shift);
        expectedBefore -= shift;
      } else if (before !== null && sample.takenAt > expectedBefore) {
        store(before + 1, null);
      }
      store(sample.takenAt, sample);
      expectedBefore = sample.takenAt + Math.max(1000, sample.figures?.intervalMs ?? 1000) * missedIntervals;
    },
    view({ from, to, rows }) {
      const picked = picks(fine, coarse, from, to);
      return columns(
        thinned(picked, from, to, rows),
        reasons,
        from,
        to,
        picked.length > rows ? (to - from) / rows : stepOf(picked),
      );
    },
    clear() {
      fine.clear();
      coarse.clear();
      expectedBefore = Number.POSITIVE_INFINITY;
    },
  };
}

interface Ring {
  readonly times: Float64Array;
  readonly states: Uint32Array;
  /** usable, busiest, udp; -1 is "not known". */
  readonly counts: Int32Array;
  readonly rates: Float32Array;
  /** -1 for a measurement, else the number of the reason. */
  readonly reasons: Int16Array;
  size(): number;
  /** Row of the newest. */
  last(): number;
  append(takenAt: number): number;
  /** Row of the `index`th, oldest first. */
  row(index: number): number;
  bucketOf(row: number): number;
  shiftBack(milliseconds: number): void;
  clear(): void;
}

const countColumns = 3;

function ring(capacity: number): Ring {
  let next = 0;
  let size = 0;
  const times = new Float64Array(capacity);
  return {
    times,
    states: new Uint32Array(capacity * stateCount),
    counts: new Int32Array(capacity * countColumns),
    rates: new Float32Array(capacity),
    reasons: new Int16Array(capacity),
    size: () => size,
    last: () => (next - 1 + capacity) % capacity,
    append(takenAt) {
      const row = next;
      times[row] = takenAt;
      next = (next + 1) % capacity;
      size = Math.min(capacity, size + 1);
      return row;
    },
    row: (index) => (next - size + index + capacity) % capacity,
    bucketOf: (row) => Math.floor((times[row] ?? 0) / bucketMs) * bucketMs,
    shiftBack(milliseconds) {
      for (let row = 0; row < capacity; row += 1) times[row] = (times[row] ?? 0) - milliseconds;
    },
    clear() {
      next = 0;
      size = 0;
    },
  };
}

function write(to: Ring, row: number, figures: HistorySample['figures'], reason: number): void {
  for (let state = 0; state < stateCount; state += 1)
    to.states[row * stateCount + state] = figures?.byState[state] ?? 0;
  to.counts.set([figures?.usable ?? -1, figures?.busiest ?? -1, figures?.udp ?? -1], row * countColumns);
  to.rates[row] = figures?.newPerSecond ?? -1;
  to.reasons[row] = reason;
}

function totalAt(from: Ring, row: number): number {
  if (from.reasons[row] !== -1) return -1;
  let total = 0;
  for (let state = 0; state < stateCount; state += 1) total += from.states[row * stateCount + state] ?? 0;
  return total;
}

function isFuller(held: Ring, heldRow: number, other: Ring, otherRow: number): boolean {
  return totalAt(other, otherRow) > totalAt(held, heldRow);
}

interface Pick {
  readonly ring: Ring;
  readonly row: number;
  readonly at: number;
}

/** The samples between `from` and `to`, oldest first: single ones as far as they reach back, buckets before that. */
function picks(fine: Ring, coarse: Ring, from: number, to: number): Pick[] {
  const picked: Pick[] = [];
  const fineStart = fine.size() === 0 ? Number.POSITIVE_INFINITY : (fine.times[fine.row(0)] ?? 0);
  const collect = (ring: Ring, first: number, end: number) => {
    for (let index = 0; index < ring.size(); index += 1) {
      const row = ring.row(index);
      const at = ring.times[row] ?? 0;
      if (at >= first && at < end) picked.push({ ring, row, at });
    }
  };
  collect(coarse, from, Math.min(fineStart, to + 1));
  collect(fine, Math.max(from, fineStart), to + 1);
  return picked;
}

/** At most `rows`: of each stretch of time the fullest sample, and a gap wherever there was one. */
function thinned(picked: readonly Pick[], from: number, to: number, rows: number): readonly Pick[] {
  if (picked.length <= rows) return picked;
  // A stretch gives up to two rows: its peak, and a gap.
  const step = (to - from) / Math.max(1, Math.floor(rows / 2));
  const kept: Pick[] = [];
  let stretch = -1;
  let peak: Pick | null = null;
  let gap: Pick | null = null;
  const finish = () => {
    kept.push(...[peak, gap].filter((pick) => pick !== null).sort((one, other) => one.at - other.at));
    peak = null;
    gap = null;
  };
  for (const pick of picked) {
    const its = Math.min(Math.floor(rows / 2) - 1, Math.floor((pick.at - from) / step));
    if (its !== stretch) finish();
    stretch = its;
    const held: Pick | null = peak;
    if (pick.ring.reasons[pick.row] !== -1) gap = pick;
    else if (held === null || totalAt(pick.ring, pick.row) > totalAt(held.ring, held.row)) peak = pick;
  }
  finish();
  return kept;
}

function stepOf(picked: readonly Pick[]): number {
  const [first, last] = [picked[0], picked.at(-1)];
  return first && last && picked.length > 1
    ? Math.max(1000, Math.round((last.at - first.at) / (picked.length - 1)))
    : 1000;
}

function columns(
  picked: readonly Pick[],
  reasons: readonly UsageGap['reason'][],
  from: number,
  to: number,
  stepMs: number,
): UsageHistoryView {
  const cell = (value: (pick: Pick) => number | undefined) =>
    picked.map((pick) => {
      const number = pick.ring.reasons[pick.row] === -1 ? value(pick) : -1;
      return number === undefined || number < 0 ? null : number;
    });
  return {
    from,
    to,
    times: picked.map(({ at }) => at),
    byState: tcpStates.map((_, state) => cell(({ ring, row }) => ring.states[row * stateCount + state])),
    usable: cell(({ ring, row }) => ring.counts[row * countColumns]),
    busiest: cell(({ ring, row }) => ring.counts[row * countColumns + 1]),
    udp: cell(({ ring, row }) => ring.counts[row * countColumns + 2]),
    newPerSecond: cell(({ ring, row }) => rounded(ring.rates[row] ?? -1)),
    stepMs: Math.max(1000, Math.round(stepMs)),
    gaps: gapsOf(picked, reasons, to),
  };
}

function rounded(rate: number): number {
  return Math.round(rate * 10) / 10;
}

/** Failures in a row with the same reason are one gap, which ends with the next measurement. */
function gapsOf(picked: readonly Pick[], reasons: readonly UsageGap['reason'][], to: number): UsageGap[] {
  const gaps: UsageGap[] = [];
  let open: { from: number; reason: UsageGap['reason'] } | null = null;
  const close = (at: number) => {
    if (open) gaps.push({ ...open, to: at });
    open = null;
  };
  for (const { ring, row, at } of picked) {
    const number = ring.reasons[row] ?? -1;
    const reason = number === -1 ? null : (reasons[number] ?? 'no-sample');
    if (open !== null && (open as { reason: UsageGap['reason'] }).reason === reason) continue;
    close(at);
    if (reason !== null) open = { from: at, reason };
  }
  close(to);
  return gaps;
}
