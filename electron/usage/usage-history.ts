// The last 24 hours in a fixed amount of memory: every sample of the last hour, and before that the fullest sample of
// every 20 seconds. Protects: a missing measurement stays a gap with its reason, and a peak is never averaged away.
import { expectedBefore, tcpStates } from '../contract/usage/sample';
import { historyHours, type HistoryQuestion, type UsageGap, type UsageHistoryView } from '../contract/usage/usage';
import { stateRing, type StateRing } from './state-ring';

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

const fineCapacity = 3600;
const bucketMs = 20_000;
const coarseCapacity = (historyHours * 3_600_000) / bucketMs;

export interface UsageHistory {
  push(sample: HistorySample): void;
  view(question: Omit<HistoryQuestion, 'subject'>): UsageHistoryView;
  clear(): void;
}

export function usageHistory(): UsageHistory {
  const fine = sampleColumns(fineCapacity);
  const coarse = sampleColumns(coarseCapacity);
  const reasons: UsageGap['reason'][] = ['no-sample'];
  let nextBefore = Number.POSITIVE_INFINITY;

  const reasonNumber = (reason: UsageGap['reason']): number => {
    const known = reasons.indexOf(reason);
    return known >= 0 ? known : reasons.push(reason) - 1;
  };

  const store = (takenAt: number, sample: HistorySample | null): void => {
    const figures = sample?.figures ?? null;
    const reason = figures ? -1 : reasonNumber(sample?.reason ?? 'no-sample');
    const row = fine.ring.append();
    write(fine, row, takenAt, figures, reason);
    const last = coarse.ring.newest();
    if (coarse.ring.size() === 0 || bucketOf(coarse.ring.at(last)) !== bucketOf(takenAt)) {
      write(coarse, coarse.ring.append(), takenAt, figures, reason);
    } else if (figures && totalAt(fine, row) > totalAt(coarse, last)) {
      write(coarse, last, takenAt, figures, reason);
    }
  };

  return {
    push(sample) {
      const before = fine.ring.size() === 0 ? null : fine.ring.at(fine.ring.newest());
      // The clock was put back: what was measured before keeps its distance to now.
      if (before !== null && sample.takenAt <= before) {
        const shift = before + 1000 - sample.takenAt;
        for (const { ring } of [fine, coarse]) ring.shiftBack(shift);
        nextBefore -= shift;
      } else if (before !== null && sample.takenAt > nextBefore) {
        store(before + 1, null);
      }
      store(sample.takenAt, sample);
      nextBefore = expectedBefore(sample.takenAt, sample.figures?.intervalMs ?? null);
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
      fine.ring.clear();
      coarse.ring.clear();
      nextBefore = Number.POSITIVE_INFINITY;
    },
  };
}

/** Samples by the rows of a ring. */
interface SampleColumns {
  readonly ring: StateRing;
  /** usable, busiest, udp; -1 is unknown. */
  readonly counts: Int32Array;
  /** New ports a second; -1 is unknown. */
  readonly rates: Float32Array;
  /** -1 for a measurement, else the number of the reason. */
  readonly reasons: Int16Array;
}

const countColumns = 3;

function sampleColumns(capacity: number): SampleColumns {
  return {
    ring: stateRing(capacity),
    counts: new Int32Array(capacity * countColumns),
    rates: new Float32Array(capacity),
    reasons: new Int16Array(capacity),
  };
}

function bucketOf(at: number): number {
  return Math.floor(at / bucketMs);
}

function write(
  to: SampleColumns,
  row: number,
  takenAt: number,
  figures: HistorySample['figures'],
  reason: number,
): void {
  to.ring.write(row, takenAt, figures?.byState ?? null);
  to.counts.set([figures?.usable ?? -1, figures?.busiest ?? -1, figures?.udp ?? -1], row * countColumns);
  to.rates[row] = figures?.newPerSecond ?? -1;
  to.reasons[row] = reason;
}

/** -1 where nothing was measured. */
function totalAt({ ring, reasons }: SampleColumns, row: number): number {
  return reasons[row] === -1 ? ring.total(row) : -1;
}

interface Pick {
  readonly samples: SampleColumns;
  readonly row: number;
  readonly at: number;
}

/** The samples between `from` and `to`, oldest first: single ones as far as they reach back, buckets before that. */
function picks(fine: SampleColumns, coarse: SampleColumns, from: number, to: number): Pick[] {
  const picked: Pick[] = [];
  const fineStart = fine.ring.size() === 0 ? Number.POSITIVE_INFINITY : fine.ring.at(fine.ring.row(0));
  const collect = (samples: SampleColumns, first: number, end: number) => {
    for (let index = 0; index < samples.ring.size(); index += 1) {
      const row = samples.ring.row(index);
      const at = samples.ring.at(row);
      if (at >= first && at < end) picked.push({ samples, row, at });
    }
  };
  collect(coarse, from, Math.min(fineStart, to + 1));
  collect(fine, Math.max(from, fineStart), to + 1);
  return picked;
}

/** At most `rows`: of each slice of time the fullest sample, and a gap wherever there was one. */
function thinned(picked: readonly Pick[], from: number, to: number, rows: number): readonly Pick[] {
  if (picked.length <= rows) return picked;
  // A slice gives up to two rows: its peak, and a gap.
  const step = (to - from) / Math.max(1, Math.floor(rows / 2));
  const kept: Pick[] = [];
  let slice = -1;
  let peak: Pick | null = null;
  let gap: Pick | null = null;
  const finish = () => {
    kept.push(...[peak, gap].filter((pick) => pick !== null).sort((one, other) => one.at - other.at));
    peak = null;
    gap = null;
  };
  for (const pick of picked) {
    const current = Math.min(Math.floor(rows / 2) - 1, Math.floor((pick.at - from) / step));
    if (current !== slice) finish();
    slice = current;
    const held: Pick | null = peak;
    if (pick.samples.reasons[pick.row] !== -1) gap = pick;
    else if (held === null || totalAt(pick.samples, pick.row) > totalAt(held.samples, held.row)) peak = pick;
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
      const number = pick.samples.reasons[pick.row] === -1 ? value(pick) : -1;
      return number === undefined || number < 0 ? null : number;
    });
  return {
    from,
    to,
    times: picked.map(({ at }) => at),
    byState: tcpStates.map((_, state) => cell(({ samples, row }) => samples.ring.ports(row, state))),
    usable: cell(({ samples, row }) => samples.counts[row * countColumns]),
    busiest: cell(({ samples, row }) => samples.counts[row * countColumns + 1]),
    udp: cell(({ samples, row }) => samples.counts[row * countColumns + 2]),
    newPerSecond: cell(({ samples, row }) => rounded(samples.rates[row] ?? -1)),
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
  for (const { samples, row, at } of picked) {
    const number = samples.reasons[row] ?? -1;
    const reason = number === -1 ? null : (reasons[number] ?? 'no-sample');
    if (open !== null && (open as { reason: UsageGap['reason'] }).reason === reason) continue;
    close(at);
    if (reason !== null) open = { from: at, reason };
  }
  close(to);
  return gaps;
}
