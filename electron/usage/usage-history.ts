// The last 24 hours in a fixed amount of memory: every sample of the last hour, and before that the fullest sample of
// every 20 seconds. Protects: a missing measurement stays a gap with its reason, and a peak is never averaged away.
import { expectedBefore, tcpStates } from '../contract/usage/sample';
import { shareOfUsable } from '../contract/usage/levels';
import { historyHours, type HistoryQuestion, type UsageGap, type UsageHistoryView } from '../contract/usage/usage';
import { stateRing, type StateRing } from './state-ring';

export interface HistorySample {
  readonly takenAt: number;
  /** Null for a failed measurement. */
  readonly figures: {
    /** Null where the number of ports in a state is unknown. */
    readonly byState: readonly (number | null)[];
    readonly usable: number;
    /** Ports in use where they run out first, and how many are usable there. */
    readonly atRisk: { readonly ports: number; readonly usable: number };
    readonly udp: number | null;
    readonly newPerSecond: number | null;
    readonly intervalMs: number;
  } | null;
  readonly reason: UsageGap['reason'] | null;
}

const fineCapacity = 3600;
const bucketMs = 20_000;
const coarseCapacity = (historyHours * 3_600_000) / bucketMs;

export interface HistoryPeak {
  readonly ports: number;
  readonly usable: number;
  /** Milliseconds since 1970: when it was, and since when was watched. */
  readonly at: number;
  readonly since: number;
}

export interface UsageHistory {
  push(sample: HistorySample): void;
  /** The moment with the greatest share of the usable ports in use; null while there is at most one measurement. */
  peak(): HistoryPeak | null;
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
      const fullest = fullestOf(coarse, last);
      write(coarse, last, takenAt, figures, reason);
      keepFullest(coarse, last, fullest);
    } else if (figures) keepFullest(coarse, last, figures.atRisk);
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
    peak() {
      const measured = picks(fine, coarse, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).filter(
        ({ samples, row }) => samples.reasons[row] === -1,
      );
      const [first, second] = measured;
      if (!first || !second) return null;
      const moments = measured.map(({ samples, row, at }) => ({ ...fullestOf(samples, row), at }));
      return { ...moments.reduce((most, moment) => (isFuller(moment, most) ? moment : most)), since: first.at };
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
  /** usable, in use where ports run out first, udp; -1 is unknown. */
  readonly counts: Int32Array;
  /** In use and usable, at the fullest of all the moments that the row stands for. */
  readonly fullest: Int32Array;
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
    fullest: new Int32Array(capacity * 2),
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
  to.counts.set([figures?.usable ?? -1, figures?.atRisk.ports ?? -1, figures?.udp ?? -1], row * countColumns);
  to.fullest.set([figures?.atRisk.ports ?? 0, figures?.atRisk.usable ?? 0], row * 2);
  to.rates[row] = figures?.newPerSecond ?? -1;
  to.reasons[row] = reason;
}

type Fullest = Pick<HistoryPeak, 'ports' | 'usable'>;

function fullestOf({ fullest }: SampleColumns, row: number): Fullest {
  return { ports: fullest[row * 2] ?? 0, usable: fullest[row * 2 + 1] ?? 0 };
}

function isFuller(one: Fullest, other: Fullest): boolean {
  return shareOfUsable(one.ports, one.usable) > shareOfUsable(other.ports, other.usable);
}

function keepFullest(samples: SampleColumns, row: number, other: Fullest): void {
  const isMeasured = samples.reasons[row] === -1;
  if (isMeasured && isFuller(other, fullestOf(samples, row))) samples.fullest.set([other.ports, other.usable], row * 2);
}

/** -1 where nothing was measured. */
function totalAt({ ring, reasons }: SampleColumns, row: number): number {
  return reasons[row] === -1 ? ring.total(row) : -1;
}

interface Picked {
  readonly samples: SampleColumns;
  readonly row: number;
  readonly at: number;
}

/** The samples between `from` and `to`, oldest first: single ones as far as they reach back, buckets before that. */
function picks(fine: SampleColumns, coarse: SampleColumns, from: number, to: number): Picked[] {
  const picked: Picked[] = [];
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
function thinned(picked: readonly Picked[], from: number, to: number, rows: number): readonly Picked[] {
  if (picked.length <= rows) return picked;
  // A slice gives up to two rows: its peak, and a gap.
  const step = (to - from) / Math.max(1, Math.floor(rows / 2));
  const kept: Picked[] = [];
  let slice = -1;
  let peak: Picked | null = null;
  let gap: Picked | null = null;
  const finish = () => {
    kept.push(...[peak, gap].filter((pick) => pick !== null).sort((one, other) => one.at - other.at));
    peak = null;
    gap = null;
  };
  for (const pick of picked) {
    const current = Math.min(Math.floor(rows / 2) - 1, Math.floor((pick.at - from) / step));
    if (current !== slice) finish();
    slice = current;
    const held: Picked | null = peak;
    if (pick.samples.reasons[pick.row] !== -1) gap = pick;
    else if (held === null || totalAt(pick.samples, pick.row) > totalAt(held.samples, held.row)) peak = pick;
  }
  finish();
  return kept;
}

function stepOf(picked: readonly Picked[]): number {
  const [first, last] = [picked[0], picked.at(-1)];
  return first && last && picked.length > 1
    ? Math.max(1000, Math.round((last.at - first.at) / (picked.length - 1)))
    : 1000;
}

function columns(
  picked: readonly Picked[],
  reasons: readonly UsageGap['reason'][],
  from: number,
  to: number,
  stepMs: number,
): UsageHistoryView {
  const cell = (value: (pick: Picked) => number | undefined) =>
    picked.map((pick) => {
      const number = pick.samples.reasons[pick.row] === -1 ? value(pick) : -1;
      return number === undefined || number < 0 ? null : number;
    });
  return {
    from,
    to,
    times: picked.map(({ at }) => at),
    byState: tcpStates.map((_, state) => cell(({ samples, row }) => samples.ring.ports(row, state) ?? -1)),
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
function gapsOf(picked: readonly Picked[], reasons: readonly UsageGap['reason'][], to: number): UsageGap[] {
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
