// The axes of the chart as uPlot draws them.
import type uPlot from 'uplot';
import { isRelative, timeMarks, type ShownTime } from './chart-scales';
import type { ChartLayout, ChartOptions } from './chart-layouts';

export interface AxisState {
  readonly shown: () => ShownTime;
  /** The limit where it is in view. */
  readonly drawnLimit: (plot: uPlot) => number | null;
}

/** Whole ports in round steps. */
const portSteps = [1, 10, 100, 1000, 10_000].flatMap((power) => [power, 2 * power, 5 * power]);
/** The limit has a label of its own: from this share of it on, no other is drawn. */
const labelsBelow = 0.97;

export function chartAxes(
  layout: ChartLayout,
  options: () => ChartOptions,
  { shown, drawnLimit }: AxisState,
): uPlot.Axis[] {
  const common = (): uPlot.Axis => ({
    stroke: () => options().colors.text,
    font: options().colors.font,
    grid: { stroke: () => options().colors.grid, width: 1 },
    ticks: { show: false },
  });
  const belowLimit = (plot: uPlot, values: readonly number[]): (number | null)[] => {
    const limit = drawnLimit(plot);
    return values.map((value) => (value < 0 || (limit !== null && value > limit * labelsBelow) ? null : value));
  };
  const label = (at: number): string => {
    const time = shown();
    return isRelative(time) && time.now !== null ? options().formatAgo(at, time.now) : options().formatTime(at, time);
  };
  return [
    {
      ...common(),
      grid: { show: false },
      size: layout.timeAxisSize,
      splits: ({ bbox }) =>
        timeMarks(shown(), bbox.width / devicePixelRatio / layout.labelSpace.time).map((at) => at / 1000),
      values: (_, times) => times.map((at) => label(at * 1000)),
    },
    {
      ...common(),
      grid: { stroke: () => options().colors.grid, width: 1, filter: belowLimit },
      scale: 'y',
      size: layout.portAxisSize,
      space: layout.labelSpace.ports,
      incrs: portSteps,
      filter: belowLimit,
      values: (_, ports) => ports.map((value: number | null) => (value === null ? '' : options().formatCount(value))),
    },
  ];
}
