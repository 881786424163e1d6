// The drawing of port usage, apart from React: ports stacked by groups of states, their limit with its zones, the forecast,
// gaps and marks. One engine for the small chart of the panel and the large one of the page.
import uPlot from 'uplot';
import { chartAxes } from './chart-axes';
import { highestPort, type PortScale, type ShownTime } from './chart-scales';
import { chartColumns, peakOf, type ChartColumns, type ChartData } from './chart-data';
import { cursorHooks, listenToWheel, type ChartEvents } from './chart-events';
import { areaFill } from './chart-fill';
import type { ChartForecast } from './chart-forecast';
import { chartGroups, groupsSeen } from './chart-groups';
import {
  drawForecast,
  drawGauge,
  drawMarks,
  drawPresent,
  extendLimit,
  limitWidth,
  nameLimit,
  shadeGaps,
  shadeZones,
  type ChartMark,
} from './chart-marks';
import type { ChartColors } from './chart-colors';
import type { ChartLayout, ChartOptions } from './chart-layouts';
import { shareOfUsable, thresholds } from '../../electron/contract/usage/levels';

export interface ChartFrame {
  readonly data: ChartData;
  /** What is drawn: it ends after `now` where there is a forecast. */
  readonly shown: ShownTime;
  /** Ports; null: none is drawn (a filtered chart has none). */
  readonly limit: number | null;
  readonly scale: PortScale;
  readonly forecast: ChartForecast | null;
  readonly marks: readonly ChartMark[];
}

export interface UsageChart {
  draw(frame: ChartFrame): void;
  setOptions(options: ChartOptions): void;
  /** Moves the crosshair to a row of the data. */
  point(row: number | null): void;
  resize(width: number, height: number): void;
  canvas(): HTMLCanvasElement;
  destroy(): void;
}

/** In pixels: what the label of the limit needs above its line. */
const limitLabelHeight = 20;
/** In pixels: half of the line on top of the stack, so that it is to be seen where hardly a port is in use. */
const halfLine = 1;

const emptyFrame: ChartFrame = {
  data: { times: [], byState: [], usable: [], gaps: [], stepMs: 0, nextBefore: 0 },
  shown: { from: 0, to: 1000, now: null },
  limit: null,
  scale: 'auto',
  forecast: null,
  marks: [],
};

/** Without `events` there is no crosshair, and nothing can be dragged. */
export function createUsageChart(
  target: HTMLElement,
  layout: ChartLayout,
  initial: ChartOptions,
  events?: ChartEvents,
): UsageChart {
  let options = initial;
  let frame = emptyFrame;
  let peak = 0;
  /** Index in `chartGroups`: what the whole is drawn as. */
  let topGroup = 0;

  const heightOf = (plot: uPlot) => Math.max(1, plot.bbox.height / devicePixelRatio);
  const highest = (plot: uPlot) =>
    highestPort(scaleOf(frame), peak, frame.limit, Math.min(0.5, limitLabelHeight / heightOf(plot)));

  const drawBelow = (plot: uPlot): void => {
    const painter = { plot, colors: options.colors };
    if (frame.limit !== null) shadeZones(painter, frame.limit, highest(plot));
    shadeGaps(painter, frame.data.gaps);
  };
  const drawAbove = (plot: uPlot): void => {
    const painter = { plot, colors: options.colors };
    const { data, shown, limit, forecast, marks } = frame;
    const lastAt = data.times.at(-1) ?? shown.from;
    const ports = plot.data[1]?.at(-1) ?? null;
    const isLimitShown = limit !== null && limit <= highest(plot);
    if (shown.now !== null && shown.to > shown.now) drawPresent(painter, shown.now);
    if (limit !== null && forecast && ports !== null)
      drawForecast(painter, forecast, { at: lastAt, ports }, limit, highest(plot));
    if (isLimitShown) {
      extendLimit(painter, limit, data.times[0] ?? shown.to, lastAt);
      nameLimit(painter, limit, {
        limit: options.formatLimit(limit),
        zones: layout.isDetailed ? [zone(thresholds.critical, limit), zone(thresholds.lastWarning, limit)] : null,
      });
    } else if (limit !== null && ports !== null) {
      const share = shareOfUsable(ports, limit);
      drawGauge(painter, share, options.formatGauge(share, limit));
    }
    if (layout.isDetailed) drawMarks(painter, marks);
  };
  const zone = (percent: number, limit: number) => options.formatZone(percent, (limit * percent) / 100);

  const plot = new uPlot(
    {
      width: Math.max(1, target.clientWidth),
      height: Math.max(1, target.clientHeight),
      padding: layout.padding,
      legend: { show: false },
      cursor: events
        ? { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } }
        : { show: false },
      scales: {
        x: { time: true, range: () => [frame.shown.from / 1000, frame.shown.to / 1000] },
        y: {
          range: (self) => {
            const top = highest(self);
            return [(-halfLine * top) / heightOf(self), top];
          },
        },
      },
      series: [
        {},
        ...levels(
          () => options.colors,
          () => topGroup,
        ),
        limitLine(() => options.colors),
      ],
      axes: chartAxes(layout, () => options, {
        shown: () => frame.shown,
        drawnLimit: (self) => (frame.limit !== null && frame.limit <= highest(self) ? frame.limit : null),
      }),
      hooks: { drawClear: [drawBelow], draw: [drawAbove], ...(events && cursorHooks(events)) },
    },
    [[]],
    target,
  );
  const stopWheel = events && listenToWheel(plot, events);

  return {
    draw(next) {
      frame = next;
      const columns = chartColumns(frame.data, frame.limit !== null);
      const seen = groupsSeen(frame.data.byState);
      topGroup = seen.at(-1) ?? 0;
      peak = peakOf(columns);
      plot.setData(withoutHidden(columns, seen));
    },
    setOptions(next) {
      options = next;
      plot.redraw(true, true);
    },
    point(row) {
      const at = row === null ? undefined : plot.data[0][row];
      if (at === undefined) plot.setCursor({ left: -10, top: -10 });
      else plot.setCursor({ left: plot.valToPos(at, 'x'), top: 0 });
    },
    resize(width, height) {
      // Behind another view the chart has no size.
      if (width > 0 && height > 0) plot.setSize({ width, height });
    },
    canvas: () => plot.ctx.canvas,
    destroy() {
      stopWheel?.();
      plot.destroy();
    },
  };
}

/** A forecast leads to the limit. */
function scaleOf({ scale, forecast }: ChartFrame): PortScale {
  return scale === 'auto' && forecast ? 'limit' : scale;
}

/** The stack, from the whole down to its lowest group: each level covers what is below it. */
function levels(colors: () => ChartColors, topGroup: () => number): uPlot.Series[] {
  return chartGroups.map((_, index): uPlot.Series => {
    const group = () => (index === 0 ? topGroup() : chartGroups.length - 1 - index);
    return {
      scale: 'y',
      stroke: () => colors().groups[group()] ?? '',
      width: index === 0 ? 2 * halfLine : 1,
      fill: (self) => areaFill(self, colors(), group()),
      points: { show: false },
      spanGaps: false,
    };
  });
}

/** Levels that are the same as the one below, or as the whole, are not drawn: `seen` has the groups with ports, rising. */
function withoutHidden(columns: ChartColumns, seen: readonly number[]): ChartColumns {
  const top = seen.at(-1);
  const [times, whole = [], ...others] = columns;
  const nothing = new Array<null>(times.length).fill(null);
  return [
    times,
    whole,
    ...others.map((column, index) => {
      const group = chartGroups.length - 2 - index;
      return group >= 0 && (group === top || !seen.includes(group)) ? nothing : column;
    }),
  ];
}

function limitLine(colors: () => ChartColors): uPlot.Series {
  return { scale: 'y', stroke: () => colors().limit, width: limitWidth, points: { show: false }, spanGaps: true };
}
