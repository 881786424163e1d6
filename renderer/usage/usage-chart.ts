// The drawing of port usage, apart from React: ports stacked by state, their limit and its thresholds, gaps shaded. One
// engine for the small chart beside the wizard and the large one of the live view; what differs is in their layouts.
import uPlot from 'uplot';
import { chartColumns, type ChartData } from './chart-data';
import { drawThresholds, extendLimit, shadeGaps } from './chart-marks';
import type { ChartColors } from './chart-colors';
import type { ChartLayout } from './chart-layouts';
import type { TimeSpan } from './chart-window';
import { tcpStates } from '../../electron/contract/usage/sample';

export interface ChartOptions {
  readonly colors: ChartColors;
  readonly formatCount: (value: number) => string;
  /** Label of a moment (milliseconds since 1970) on an axis over `span`. */
  readonly formatTime: (at: number, span: TimeSpan) => string;
  /** Label of a threshold (percent of the limit); without it, thresholds are not drawn. */
  readonly formatThreshold?: (percent: number) => string;
}

export interface ChartEvents {
  /** Row under the crosshair, or null. */
  readonly onCursor: (row: number | null) => void;
  /** A span was chosen by dragging. */
  readonly onSelect: (from: number, to: number) => void;
  readonly onWheel: (wheel: { readonly factor: number; readonly pan: number; readonly center: number }) => void;
}

export interface UsageChart {
  /** `limit` null: no limit is drawn (a filtered chart has none). Zoomed, the peak fills the height, and not the limit. */
  draw(data: ChartData, span: TimeSpan, limit: number | null, isZoomed: boolean): void;
  setOptions(options: ChartOptions): void;
  /** Puts the crosshair on a row of the data. */
  point(row: number | null): void;
  resize(width: number, height: number): void;
  canvas(): HTMLCanvasElement;
  destroy(): void;
}

/** The axis of ports is never shorter. */
const fewestPorts = 10;
/** In pixels; a shorter drag is a click. */
const shortestDrag = 4;

/** Without `events` there is no crosshair, and nothing can be dragged. */
export function createUsageChart(
  target: HTMLElement,
  layout: ChartLayout,
  initial: ChartOptions,
  events?: ChartEvents,
): UsageChart {
  let options = initial;
  let span: TimeSpan = { from: 0, to: 1000 };
  let limit: number | null = null;
  let highest = fewestPorts;
  let gaps: ChartData['gaps'] = [];
  let firstAt = Number.POSITIVE_INFINITY;

  const levels = tcpStates.map((_, index): uPlot.Series => ({
    scale: 'y',
    stroke: () => options.colors.edge,
    width: 0.5,
    fill: () => options.colors.states[tcpStates.length - 1 - index] ?? '',
    points: { show: false },
    spanGaps: false,
  }));
  const limitLine: uPlot.Series = {
    scale: 'y',
    stroke: () => options.colors.limit,
    width: 1.5,
    dash: [6, 4],
    points: { show: false },
    spanGaps: true,
  };
  const axis = (): Pick<uPlot.Axis, 'stroke' | 'font' | 'grid' | 'ticks'> => ({
    stroke: () => options.colors.text,
    font: options.colors.font,
    grid: { stroke: () => options.colors.grid, width: 1 },
    ticks: { show: false },
  });
  const drawLimit = (plot: uPlot): void => {
    if (limit === null) return;
    if (limit <= highest) extendLimit(plot, options.colors, limit, firstAt, layout.limitBeforeData);
    if (options.formatThreshold) drawThresholds(plot, options.colors, limit, highest, options.formatThreshold);
  };

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
        x: { time: true, range: () => [span.from / 1000, span.to / 1000] },
        y: { range: () => [0, highest] },
      },
      series: [{}, ...levels, limitLine],
      axes: [
        {
          ...axis(),
          ...layout.timeAxis,
          ...(layout.timeMarks && { splits: () => layout.timeMarks?.(span).map((at) => at / 1000) ?? [] }),
          values: (_, times) => times.map((at) => options.formatTime(at * 1000, span)),
        },
        {
          ...axis(),
          ...layout.portAxis,
          scale: 'y',
          values: (_, ports) => ports.map((value) => options.formatCount(value)),
        },
      ],
      hooks: {
        drawClear: [(self) => shadeGaps(self, options.colors, gaps)],
        draw: [drawLimit],
        ...(events && hooksFor(events)),
      },
    },
    [[]],
    target,
  );
  const stopWheel = events && listenToWheel(plot, events);

  return {
    draw(data, shown, newLimit, isZoomed) {
      span = shown;
      limit = newLimit;
      gaps = data.gaps;
      firstAt = data.times[0] ?? span.to;
      const columns = chartColumns(data, limit !== null);
      let peak = 0;
      for (const value of columns[1] ?? []) if (value !== null && value > peak) peak = value;
      highest =
        isZoomed || limit === null
          ? Math.max(fewestPorts, peak * layout.headroom.peak)
          : Math.max(fewestPorts, peak, limit) * layout.headroom.limit;
      plot.setData(columns);
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

function hooksFor(events: ChartEvents): Pick<uPlot.Hooks.Arrays, 'setCursor' | 'setSelect'> {
  return {
    setCursor: [({ cursor: { left, idx } }) => events.onCursor(left !== undefined && left >= 0 ? (idx ?? null) : null)],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width < shortestDrag) return;
        events.onSelect(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      },
    ],
  };
}

/** Up and down zooms, sideways (or with Shift) pans. Returns the function that stops it. */
function listenToWheel(plot: uPlot, { onWheel }: ChartEvents): () => void {
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, width } = plot.over.getBoundingClientRect();
    const center = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    onWheel(
      isPan
        ? { factor: 1, pan: Math.sign(sideways) * 0.1, center }
        : { factor: event.deltaY > 0 ? 1.25 : 0.8, pan: 0, center },
    );
  };
  plot.over.addEventListener('wheel', listener, { passive: false });
  return () => plot.over.removeEventListener('wheel', listener);
}
