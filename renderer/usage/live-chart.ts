// The drawing of the large chart, apart from React: ports stacked by state, the limit with its 50 and 80 % marks, gaps
// shaded, a crosshair, a stretch chosen by dragging.
import uPlot from 'uplot';
import { stacked, type ChartData } from './chart-data';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { ChartColors } from './chart-colors';

export interface LiveChartOptions {
  readonly colours: ChartColors;
  readonly formatCount: (value: number) => string;
  /** Label of a moment (milliseconds) on an axis that is `spanMs` long. */
  readonly formatTime: (at: number, spanMs: number) => string;
  readonly formatMark: (percent: number) => string;
}

export interface LiveChartEvents {
  /** Row under the crosshair, or null. */
  readonly onCursor: (row: number | null) => void;
  /** A stretch was chosen by dragging. */
  readonly onSelect: (from: number, to: number) => void;
  readonly onWheel: (wheel: { readonly factor: number; readonly pan: number; readonly centre: number }) => void;
}

export interface LiveChart {
  /** `limit` null: no limit line (a filtered chart has none). */
  draw(
    data: ChartData,
    stretch: { readonly from: number; readonly to: number },
    limit: number | null,
    isZoomed: boolean,
  ): void;
  setOptions(options: LiveChartOptions): void;
  /** Puts the crosshair on a row of the data. */
  point(row: number | null): void;
  resize(width: number, height: number): void;
  canvas(): HTMLCanvasElement;
  destroy(): void;
}

const marks = [50, 80] as const;

function line(ctx: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
}

export function createLiveChart(target: HTMLElement, initial: LiveChartOptions, events: LiveChartEvents): LiveChart {
  let options = initial;
  let stretch = { from: 0, to: 1000 };
  let limit: number | null = null;
  let highest = 10;
  let gaps: ChartData['gaps'] = [];
  let firstAt = Number.POSITIVE_INFINITY;

  const levels = tcpStates.map((_, index): uPlot.Series => ({
    scale: 'y',
    stroke: () => options.colours.edge,
    width: 0.5,
    fill: () => options.colours.states[tcpStates.length - 1 - index] ?? '',
    points: { show: false },
    spanGaps: false,
  }));
  const axis = (): Pick<uPlot.Axis, 'stroke' | 'font' | 'grid' | 'ticks'> => ({
    stroke: () => options.colours.text,
    font: options.colours.font,
    grid: { stroke: () => options.colours.grid, width: 1 },
    ticks: { show: false },
  });

  const drawGaps = (self: uPlot): void => {
    const { ctx, bbox } = self;
    ctx.save();
    ctx.fillStyle = options.colours.text;
    ctx.globalAlpha = 0.14;
    for (const { from, to } of gaps) {
      const left = Math.max(bbox.left, self.valToPos(from / 1000, 'x', true));
      const right = Math.min(bbox.left + bbox.width, self.valToPos(to / 1000, 'x', true));
      if (right > left) ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
    }
    ctx.restore();
  };
  const drawMarks = (self: uPlot): void => {
    const { ctx, bbox } = self;
    if (limit === null) return;
    ctx.save();
    ctx.strokeStyle = options.colours.limit;
    ctx.fillStyle = options.colours.text;
    ctx.font = options.colours.font.replace(/^\d+px/, `${Math.round(11 * devicePixelRatio)}px`);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
    // The limit across the whole width, also where nothing was measured yet.
    const beginning = Math.min(bbox.left + bbox.width, self.valToPos(firstAt / 1000, 'x', true));
    if (beginning > bbox.left) line(ctx, bbox.left, beginning, Math.round(self.valToPos(limit, 'y', true)));
    for (const percent of marks) {
      const ports = (limit * percent) / 100;
      if (ports > highest) continue;
      const y = Math.round(self.valToPos(ports, 'y', true));
      line(ctx, bbox.left, bbox.left + bbox.width, y);
      const right = bbox.left + bbox.width - 4 * devicePixelRatio;
      const text = options.formatMark(percent);
      const width = ctx.measureText(text).width + 6 * devicePixelRatio;
      ctx.fillStyle = options.colours.edge;
      ctx.fillRect(right - width + 3 * devicePixelRatio, y - 15 * devicePixelRatio, width, 14 * devicePixelRatio);
      ctx.fillStyle = options.colours.text;
      ctx.fillText(text, right, y - 8 * devicePixelRatio);
    }
    ctx.restore();
  };

  const plot = new uPlot(
    {
      width: Math.max(1, target.clientWidth),
      height: Math.max(1, target.clientHeight),
      padding: [10, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: {
        x: { time: true, range: () => [stretch.from / 1000, stretch.to / 1000] },
        y: { range: () => [0, highest] },
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
          size: 28,
          space: 90,
          values: (_, times) => times.map((at) => options.formatTime(at * 1000, stretch.to - stretch.from)),
        },
        {
          ...axis(),
          scale: 'y',
          space: 36,
          size: 58,
          values: (_, ports) => ports.map((value) => options.formatCount(value)),
        },
      ],
      hooks: {
        drawClear: [drawGaps],
        draw: [drawMarks],
        setCursor: [
          (self) =>
            events.onCursor(self.cursor.left !== undefined && self.cursor.left >= 0 ? (self.cursor.idx ?? null) : null),
        ],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < 4) return;
            events.onSelect(self.posToVal(left, 'x') * 1000, self.posToVal(left + width, 'x') * 1000);
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    [[]],
    target,
  );

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, width } = plot.over.getBoundingClientRect();
    const centre = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    events.onWheel(
      isPan
        ? { factor: 1, pan: Math.sign(sideways) * 0.1, centre }
        : { factor: event.deltaY > 0 ? 1.25 : 0.8, pan: 0, centre },
    );
  };
  plot.over.addEventListener('wheel', onWheel, { passive: false });

  return {
    draw(data, shown, newLimit, isZoomed) {
      stretch = shown;
      limit = newLimit;
      gaps = data.gaps;
      firstAt = data.times[0] ?? stretch.to;
      const columns = stacked(data);
      if (limit === null) columns[columns.length - 1] = data.times.map(() => null);
      let peak = 0;
      for (const value of columns[1] ?? []) if (value !== null && value > peak) peak = value;
      highest = isZoomed || limit === null ? Math.max(10, peak * 1.2) : Math.max(10, peak, limit) * 1.05;
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
      if (width > 0 && height > 0) plot.setSize({ width, height });
    },
    canvas: () => plot.ctx.canvas,
    destroy() {
      plot.over.removeEventListener('wheel', onWheel);
      plot.destroy();
    },
  };
}
