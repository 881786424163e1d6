// What the chart draws: a stretch of the history, to which live samples are added while it follows the present.
import { tcpStates, type UsageSample } from '../../electron/contract/usage/sample';
import type { UsageGap, UsageHistoryView } from '../../electron/contract/usage/usage';

export interface ChartData {
  readonly times: number[];
  readonly byState: (number | null)[][];
  readonly usable: (number | null)[];
  readonly busiest: (number | null)[];
  readonly udp: (number | null)[];
  readonly newPerSecond: (number | null)[];
  readonly gaps: readonly UsageGap[];
  /** From this step on single samples are too fine to be added. */
  readonly stepMs: number;
}

/** One moment, in exact figures. */
export interface ChartMoment {
  readonly at: number;
  /** Null where nothing was measured. */
  readonly byState: readonly number[] | null;
  readonly total: number | null;
  readonly usable: number | null;
  readonly reason: UsageGap['reason'] | null;
}

export function chartData(view: UsageHistoryView): ChartData {
  return {
    times: [...view.times],
    byState: view.byState.map((column) => [...column]),
    usable: [...view.usable],
    busiest: [...view.busiest],
    udp: [...view.udp],
    newPerSecond: [...view.newPerSecond],
    gaps: view.gaps,
    stepMs: view.stepMs,
  };
}

/** Adds one sample, and takes away what is older than `from`. */
export function addSample(data: ChartData, sample: UsageSample, from: number): void {
  const at = sample.ok ? sample.figures.takenAt : sample.takenAt;
  if (at <= (data.times.at(-1) ?? 0)) return;
  data.times.push(at);
  const good = sample.ok ? sample : null;
  data.byState.forEach((column, state) => column.push(good?.figures.byState[state] ?? null));
  data.usable.push(good?.figures.usable ?? null);
  data.busiest.push(good?.details.busiest?.ports ?? null);
  data.udp.push(good?.details.udpCount ?? null);
  data.newPerSecond.push(good?.details.newPerSecond ?? null);
  const old = data.times.findIndex((time) => time >= from);
  if (old > 0)
    for (const column of [data.times, ...data.byState, data.usable, data.busiest, data.udp, data.newPerSecond])
      column.splice(0, old);
}

/** The figures of row `row`; null when there is no such row. */
export function momentAt(data: ChartData, row: number): ChartMoment | null {
  const at = data.times[row];
  if (at === undefined) return null;
  const states = tcpStates.map((_, state) => data.byState[state]?.[row] ?? null);
  const isMeasured = states.every((ports) => ports !== null);
  const byState = isMeasured ? states : null;
  return {
    at,
    byState,
    total: byState && byState.reduce((sum, ports) => sum + ports, 0),
    usable: data.usable[row] ?? null,
    reason: isMeasured ? null : (data.gaps.find((gap) => at >= gap.from && at <= gap.to)?.reason ?? 'no-sample'),
  };
}

/** Columns as uPlot draws them: seconds, then each level of the stack from the whole down to the first state, then the limit. */
export function stacked(data: ChartData): [number[], ...(number | null)[][]] {
  const rows = data.times.length;
  const levels = tcpStates.map(() => new Array<number | null>(rows));
  const top = tcpStates.length - 1;
  for (let row = 0; row < rows; row += 1) {
    let sum: number | null = 0;
    for (let state = 0; state <= top; state += 1) {
      const ports: number | null = data.byState[state]?.[row] ?? null;
      sum = ports === null || sum === null ? null : sum + ports;
      const level = levels[top - state];
      if (level) level[row] = sum;
    }
  }
  return [data.times.map((at) => at / 1000), ...levels, data.usable];
}
