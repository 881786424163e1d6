// What the chart draws: a span of the usage history, to which live samples are added while it follows the present.
// Protects: a missing measurement stays a gap, also where the computer slept.
import { expectedBefore, knownStates, tcpStates, timeOf, type UsageSample } from '../../electron/contract/usage/sample';
import { groupColumns } from './chart-groups';
import type { RecordedGap } from '../../electron/contract/recording/recording';
import type { UsageHistoryView } from '../../electron/contract/usage/usage';

/** Columns of one length, a row for each moment; null where nothing was measured. */
export interface ChartData {
  /** Milliseconds since 1970, rising. */
  readonly times: number[];
  readonly byState: (number | null)[][];
  readonly usable: (number | null)[];
  readonly gaps: readonly RecordedGap[];
  /** Milliseconds from one row of the history to the next. */
  readonly stepMs: number;
  /** Without a sample until then, there is a gap. */
  nextBefore: number;
}

/** One moment, in exact figures. */
export interface ChartMoment {
  readonly at: number;
  /** Null where nothing was measured; null for one state where its ports are unknown. */
  readonly byState: readonly (number | null)[] | null;
  readonly total: number | null;
  readonly usable: number | null;
  readonly reason: RecordedGap['reason'] | null;
}

export function emptyChartData(): ChartData {
  return {
    times: [],
    byState: tcpStates.map(() => []),
    usable: [],
    gaps: [],
    stepMs: 0,
    nextBefore: Number.POSITIVE_INFINITY,
  };
}

export function chartData(view: Omit<UsageHistoryView, 'gaps'> & { readonly gaps: readonly RecordedGap[] }): ChartData {
  const last = view.times.at(-1);
  return {
    times: [...view.times],
    byState: view.byState.map((column) => [...column]),
    usable: [...view.usable],
    gaps: view.gaps,
    stepMs: view.stepMs,
    nextBefore: last === undefined ? Number.POSITIVE_INFINITY : expectedBefore(last, view.stepMs),
  };
}

/** Adds one sample, and takes away what is older than `from`. A sample that is not newer than the last row changes nothing. */
export function addSample(data: ChartData, sample: UsageSample, from: number): void {
  const at = timeOf(sample);
  const last = data.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (at <= last) return;
  if (at > data.nextBefore) addRow(data, last + 1, null);
  addRow(data, at, sample);
  data.nextBefore = expectedBefore(at, sample.ok ? sample.details.intervalMs : null);
  const old = data.times.findIndex((time) => time >= from);
  if (old > 0) for (const column of [data.times, ...data.byState, data.usable]) column.splice(0, old);
}

function addRow(data: ChartData, at: number, sample: UsageSample | null): void {
  const states = sample?.ok ? knownStates(sample.figures.byState, sample.details.tellsBound) : [];
  data.times.push(at);
  data.byState.forEach((column, state) => column.push(states[state] ?? null));
  data.usable.push(sample?.ok ? sample.figures.usable : null);
}

/** Whether ports were counted at any moment. */
export function hasMeasurement({ byState }: ChartData): boolean {
  return byState.some((column) => column.some((ports) => ports !== null));
}

/** The figures of row `row`; null when there is no such row. */
export function momentAt(data: ChartData, row: number): ChartMoment | null {
  const at = data.times[row];
  if (at === undefined) return null;
  const states = tcpStates.map((_, state) => data.byState[state]?.[row] ?? null);
  const isMeasured = states.some((ports) => ports !== null);
  const byState = isMeasured ? states : null;
  return {
    at,
    byState,
    total: byState && byState.reduce<number>((sum, ports) => sum + (ports ?? 0), 0),
    usable: data.usable[row] ?? null,
    reason: isMeasured ? null : (data.gaps.find((gap) => at >= gap.from && at <= gap.to)?.reason ?? 'no-sample'),
  };
}

export type ChartColumns = [number[], ...(number | null)[][]];

/**
 * Columns as uPlot draws them: seconds, then each level of the stack from the whole down to the first group of states, then the
 * limit (null everywhere where it is not drawn).
 */
export function chartColumns(data: ChartData, hasLimit: boolean): ChartColumns {
  const rows = data.times.length;
  const levels = groupColumns.map(() => new Array<number | null>(rows));
  const groups = groupColumns.map((columns) => columns.map((column) => data.byState[column] ?? []));
  const top = groups.length - 1;
  for (let row = 0; row < rows; row += 1) {
    let isMeasured = false;
    let sum = 0;
    for (let group = 0; group <= top; group += 1) {
      for (const column of groups[group] ?? []) {
        const ports = column[row] ?? null;
        if (ports === null) continue;
        isMeasured = true;
        sum += ports;
      }
      const level = levels[top - group];
      if (level) level[row] = sum;
    }
    // A state whose ports are unknown adds nothing to the stack; a moment without any is a gap.
    if (!isMeasured) for (const level of levels) level[row] = null;
  }
  return [data.times.map((at) => at / 1000), ...levels, hasLimit ? data.usable : data.usable.map(() => null)];
}

/** The most ports in use at one moment; 0 where nothing was measured. */
export function peakOf(columns: ChartColumns): number {
  let peak = 0;
  for (const value of columns[1] ?? []) if (value !== null && value > peak) peak = value;
  return peak;
}
