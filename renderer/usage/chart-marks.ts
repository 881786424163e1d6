// What is painted on the chart beside its series: gaps shaded, the limit where nothing was measured yet, thresholds.
import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors';
import type { ChartLayout } from './chart-layouts';
import { thresholds } from '../../electron/contract/usage/levels';
import type { UsageGap } from '../../electron/contract/usage/usage';

export function shadeGaps(plot: uPlot, colors: ChartColors, gaps: readonly UsageGap[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colors.text;
  ctx.globalAlpha = 0.14;
  for (const { from, to } of gaps) {
    const left = Math.max(bbox.left, plot.valToPos(from / 1000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to / 1000, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}

/** Draws the limit from the left edge to the first moment of the data (milliseconds since 1970). */
export function extendLimit(
  plot: uPlot,
  colors: ChartColors,
  limit: number,
  firstAt: number,
  { width, dash, offset }: ChartLayout['limitBeforeData'],
): void {
  const { ctx, bbox } = plot;
  const end = Math.min(bbox.left + bbox.width, plot.valToPos(firstAt / 1000, 'x', true));
  if (end <= bbox.left) return;
  ctx.save();
  ctx.strokeStyle = colors.limit;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  line(ctx, bbox.left, end, Math.round(plot.valToPos(limit, 'y', true)) + offset * devicePixelRatio);
  ctx.restore();
}

/** Draws the first two thresholds, each with its label at the right edge, as far as they are below `highest`. */
export function drawThresholds(
  plot: uPlot,
  colors: ChartColors,
  limit: number,
  highest: number,
  format: (percent: number) => string,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colors.limit;
  ctx.font = colors.font.replace(/^\d+px/, `${Math.round(11 * ratio)}px`);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 4 * ratio]);
  for (const percent of [thresholds.warning, thresholds.critical]) {
    const ports = (limit * percent) / 100;
    if (ports > highest) continue;
    const y = Math.round(plot.valToPos(ports, 'y', true));
    line(ctx, bbox.left, bbox.left + bbox.width, y);
    const right = bbox.left + bbox.width - 4 * ratio;
    const text = format(percent);
    const width = ctx.measureText(text).width + 6 * ratio;
    ctx.fillStyle = colors.edge;
    ctx.fillRect(right - width + 3 * ratio, y - 15 * ratio, width, 14 * ratio);
    ctx.fillStyle = colors.text;
    ctx.fillText(text, right, y - 8 * ratio);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
}
