// The drawing of the chart, apart from React: ports in use stacked by state, the limit as a dashed line, five minutes.
import uPlot from 'uplot';
import { createUsageRing } from './usage-ring';
import { tcpStates, type UsageSample } from '../../electron/contract/usage/sample';
import type { ChartColors } from './chart-colors';

const secondsShown = 300;

export interface UsageChartOptions {
  readonly colours: ChartColors;
  readonly formatCount: (value: number) => string;
  /** Label of a moment, in seconds before the latest sample. */
  readonly formatAge: (seconds: number) => string;
}

export interface UsageChart {
  push(sample: UsageSample): void;
  setOptions(options: UsageChartOptions): void;
  setZoom(isZoomed: boolean): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

export function createUsageChart(target: HTMLElement, initial: UsageChartOptions): UsageChart {
  const ring = createUsageRing(secondsShown, tcpStates.length);
  let options = initial;
  let isZoomed = false;

  const end = (): number => (ring.latest()?.takenAt ?? 0) / 1000;

  const highest = (): number => {
    const latestLimit = ring.latest()?.limit ?? 0;
    const [, whole = []] = ring.columns();
    const peak = whole.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
    return isZoomed ? Math.max(10, peak * 1.25) : Math.max(10, peak, latestLimit) * 1.04;
  };

  const levels = tcpStates.map((_, index): uPlot.Series => {
    const colour = () => options.colours.states[tcpStates.length - 1 - index] ?? '';
    return {
      scale: 'y',
      stroke: () => options.colours.edge,
      width: 0.5,
      fill: colour,
      points: { show: false },
      spanGaps: false,
    };
  });

  const axis = (): Pick<uPlot.Axis, 'stroke' | 'font' | 'grid' | 'ticks'> => ({
    stroke: () => options.colours.text,
    font: options.colours.font,
    grid: { stroke: () => options.colours.grid, width: 1 },
    ticks: { show: false },
  });

  const plot = new uPlot(
    {
      width: Math.max(1, target.clientWidth),
      height: Math.max(1, target.clientHeight),
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [end() - secondsShown, end()] },
        y: { range: () => [0, highest()] },
      },
      series: [
        {},
        ...levels,
        {
          scale: 'y',
          stroke: () => options.colours.limit,
          width: 1.5,
          dash: [6, 4],
          points: { show: false },
          spanGaps: true,
        },
      ],
      axes: [
        {
          ...axis(),
          size: 26,
          splits: () => timeMarks(end()),
          values: (_, marks) => marks.map((mark) => options.formatAge(end() - mark)),
        },
        {
          ...axis(),
          scale: 'y',
          space: 34,
          size: 54,
          values: (_, ports) => ports.map((port) => options.formatCount(port)),
        },
      ],
    },
    aligned(),
    target,
  );

  /** The limit is drawn across the whole width: a point of its own stands at the left edge until samples reach it. */
  function aligned(): uPlot.AlignedData {
    const [times, ...rest] = ring.columns();
    const first = times[0];
    if (first === undefined || first <= end() - secondsShown) return [times, ...rest];
    const firstLimit = rest.at(-1)?.find((limit) => limit !== null) ?? null;
    const edge = rest.map((_, index) => (index === rest.length - 1 ? firstLimit : null));
    return [[end() - secondsShown, ...times], ...rest.map((column, index) => [edge[index] ?? null, ...column])];
  }

  return {
    push(sample) {
      const figures = sample.ok ? sample.figures : null;
      ring.push({
        takenAt: sample.ok ? sample.figures.takenAt : sample.takenAt,
        byState: figures?.byState ?? null,
        limit: figures?.usable ?? null,
      });
      plot.setData(aligned());
    },
    setOptions(next) {
      options = next;
      plot.redraw(true, true);
    },
    setZoom(next) {
      isZoomed = next;
      plot.setData(aligned());
    },
    resize(width, height) {
      // Behind another view the chart has no size.
      if (width > 0 && height > 0) plot.setSize({ width, height });
    },
    destroy() {
      plot.destroy();
    },
  };
}

function timeMarks(end: number): number[] {
  return [4, 2, 0].map((minutes) => end - minutes * 60);
}
