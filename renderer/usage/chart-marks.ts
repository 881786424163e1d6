// What is painted on the chart beside its series: zones and gaps below them; limit, forecast, the present, marks and the gauge
// of the limit above. All positions in pixels of the canvas.
import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors';
import type { ChartForecast } from './chart-forecast';
import { thresholds } from '../../electron/contract/usage/levels';
import type { RecordedGap } from '../../electron/contract/recording/recording';

/** Something that happened: milliseconds since 1970. */
export interface ChartMark {
  readonly at: number;
  readonly kind: 'change' | 'restart' | 'alert' | 'event' | 'snapshot' | 'clock';
  readonly text: string;
}

/** The painter of one drawing of a chart. */
export interface MarkPainter {
  readonly plot: uPlot;
  readonly colors: ChartColors;
}

const ratio = () => devicePixelRatio;

/** CSS pixels. */
export const limitWidth = 2;

/** The zones above the critical threshold and above the last one, up to the limit. */
export function shadeZones({ plot, colors }: MarkPainter, limit: number, highest: number): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.globalAlpha = colors.zoneAlpha;
  const y = (ports: number) => plot.valToPos(Math.min(ports, highest), 'y', true);
  const parts = [thresholds.critical, thresholds.lastWarning, 100].map((percent) => (limit * percent) / 100);
  colors.zones.forEach((color, index) => {
    const [low = 0, high = 0] = parts.slice(index);
    ctx.fillStyle = color;
    if (low < highest) ctx.fillRect(bbox.left, y(high), bbox.width, y(low) - y(high));
  });
  ctx.restore();
}

export function shadeGaps({ plot, colors }: MarkPainter, gaps: readonly RecordedGap[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colors.text;
  ctx.globalAlpha = 0.14;
  for (const { from, to } of gaps) {
    const left = Math.max(bbox.left, timeX(plot, from));
    const right = Math.min(bbox.left + bbox.width, timeX(plot, to));
    if (right > left) ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}

/** Draws the limit where nothing was measured: left of the data, and right of it. Milliseconds since 1970. */
export function extendLimit({ plot, colors }: MarkPainter, limit: number, firstAt: number, lastAt: number): void {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const width = limitWidth * ratio();
  // Where uPlot draws its line.
  const y = Math.round(plot.valToPos(limit, 'y', true)) + (width % 2) / 2;
  ctx.save();
  ctx.strokeStyle = colors.limit;
  ctx.lineWidth = width;
  line(ctx, bbox.left, y, Math.min(right, Math.max(bbox.left, timeX(plot, firstAt))), y);
  line(ctx, Math.max(bbox.left, Math.min(right, timeX(plot, lastAt))), y, right, y);
  ctx.restore();
}

export interface LimitLabels {
  readonly limit: string;
  /** Of the critical threshold and the last one; null where zones have no names. */
  readonly zones: readonly [critical: string, last: string] | null;
}

/** Names the limit above its line, and the zones below their upper edges where they are high enough. */
export function nameLimit({ plot, colors }: MarkPainter, limit: number, labels: LimitLabels): void {
  const { ctx, bbox } = plot;
  const left = bbox.left + 6 * ratio();
  ctx.save();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = colors.limit;
  ctx.font = fontOf(colors, 12, 600);
  ctx.fillText(labels.limit, left, plot.valToPos(limit, 'y', true) - 3 * ratio());
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colors.text;
  ctx.font = fontOf(colors, 11);
  const edges = [thresholds.critical, thresholds.lastWarning, 100].map((percent) =>
    plot.valToPos((limit * percent) / 100, 'y', true),
  );
  labels.zones?.forEach((text, index) => {
    const [low = 0, high = 0] = edges.slice(index);
    if (low - high >= 13 * ratio()) ctx.fillText(text, left, (low + high) / 2);
  });
  ctx.restore();
}

/** Draws the way from `ports` at `at` to the limit: the estimate dashed, and the range that it lies in. */
export function drawForecast(
  { plot, colors }: MarkPainter,
  { middleMs, lowMs, highMs }: ChartForecast,
  from: { readonly at: number; readonly ports: number },
  limit: number,
  highest: number,
): void {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const start = { x: timeX(plot, from.at), y: plot.valToPos(from.ports, 'y', true) };
  const top = plot.valToPos(limit, 'y', true);
  const reached = (ms: number | null) => (ms === null ? right * 4 : timeX(plot, from.at + ms));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, Math.max(bbox.top, plot.valToPos(highest, 'y', true)), bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colors.limit;
  ctx.globalAlpha = 0.14;
  ctx.beginPath();
  ctx.moveTo(start.x, start.y);
  ctx.lineTo(reached(lowMs), top);
  ctx.lineTo(Math.max(right, reached(lowMs)), top);
  if (highMs === null) ctx.lineTo(Math.max(right, reached(lowMs)), start.y);
  else ctx.lineTo(reached(highMs), top);
  ctx.closePath();
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colors.limit;
  ctx.lineWidth = 2 * ratio();
  ctx.setLineDash([6 * ratio(), 4 * ratio()]);
  line(ctx, start.x, start.y, reached(middleMs), top);
  ctx.restore();
}

/** A line between what was measured and what is to come. */
export function drawPresent({ plot, colors }: MarkPainter, at: number): void {
  const { ctx, bbox } = plot;
  const x = timeX(plot, at);
  ctx.save();
  ctx.strokeStyle = colors.text;
  ctx.lineWidth = ratio();
  ctx.setLineDash([3 * ratio(), 3 * ratio()]);
  line(ctx, x, bbox.top, x, bbox.top + bbox.height);
  ctx.restore();
}

/** A flag on the time axis for each mark that is in view. */
export function drawMarks({ plot, colors }: MarkPainter, marks: readonly ChartMark[]): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  const size = 8 * ratio();
  ctx.save();
  for (const { at, kind } of marks) {
    const x = Math.round(timeX(plot, at));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    const color = kind === 'alert' || kind === 'event' ? colors.limit : colors.mark;
    ctx.strokeStyle = color;
    ctx.fillStyle = color;
    ctx.lineWidth = 1.5 * ratio();
    line(ctx, x, bottom, x, bottom - 3 * size);
    ctx.beginPath();
    ctx.moveTo(x, bottom - 3 * size);
    ctx.lineTo(x + size, bottom - 2.5 * size);
    ctx.lineTo(x, bottom - 2 * size);
    ctx.fill();
  }
  ctx.restore();
}

/** How much of the limit is in use, as a slim bar right of the chart, where the axis does not reach the limit. */
export function drawGauge({ plot, colors }: MarkPainter, share: number, text: string): void {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const [left, width] = [right + 8 * ratio(), 6 * ratio()];
  const filled = Math.min(bbox.height, Math.max(2 * ratio(), bbox.height * share));
  ctx.save();
  ctx.fillStyle = colors.mark;
  ctx.globalAlpha = 0.25;
  ctx.fillRect(left, bbox.top, width, bbox.height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colors.gauge;
  ctx.fillRect(left, bbox.top + bbox.height - filled, width, filled);
  ctx.font = fontOf(colors, 12, 600);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  ctx.fillStyle = colors.text;
  ctx.fillText(text, right - 2 * ratio(), bbox.top + 3 * ratio());
  ctx.restore();
}

function timeX(plot: uPlot, at: number): number {
  return plot.valToPos(at / 1000, 'x', true);
}

function fontOf({ font }: ChartColors, size: number, weight = 400): string {
  return `${weight} ${font.replace(/^\d+px/, `${Math.round(size * ratio())}px`)}`;
}

function line(ctx: CanvasRenderingContext2D, left: number, top: number, right: number, bottom: number): void {
  ctx.beginPath();
  ctx.moveTo(left, top);
  ctx.lineTo(right, bottom);
  ctx.stroke();
}
