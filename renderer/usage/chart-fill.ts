// How the areas of the chart are filled: a shade that fades downwards, or under forced colors a hatching.
import type uPlot from 'uplot';
import { hatchings, mixed, type ChartColors, type Hatching } from './chart-colors';

/** What the area of a group of states is filled with. */
export function areaFill(
  { ctx, bbox }: uPlot,
  { groups, shades, background }: ChartColors,
  group: number,
): string | CanvasGradient | CanvasPattern {
  const color = groups[group] ?? background;
  if (shades === null) return hatching(ctx, hatchings[group] ?? 'none', color, background);
  const fill = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
  fill.addColorStop(0, mixed(color, background, shades[0]));
  fill.addColorStop(1, mixed(color, background, shades[1]));
  return fill;
}

function hatching(ctx: CanvasRenderingContext2D, kind: Hatching, color: string, background: string) {
  const size = Math.round(6 * devicePixelRatio);
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen || kind === 'full') return color;
  pen.fillStyle = background;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = size / 4;
  if (kind === 'diagonal') {
    pen.beginPath();
    for (const shift of [-size, 0, size]) {
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
    }
    pen.stroke();
  }
  if (kind === 'dots') pen.fillRect(size / 3, size / 3, size / 3, size / 3);
  return ctx.createPattern(tile, 'repeat') ?? background;
}
