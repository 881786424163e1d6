// The chart as a self-contained PNG: title, time and source above the drawing, a legend below.
import type { ChartColors } from './chart-colors';

export interface PictureTexts {
  readonly title: string;
  readonly lines: readonly string[];
  readonly legend: readonly { readonly group: number; readonly text: string }[];
}

export async function chartPicture(
  chart: HTMLCanvasElement,
  colors: ChartColors,
  { title, lines, legend }: PictureTexts,
): Promise<Uint8Array | null> {
  const scale = devicePixelRatio;
  const px = (size: number) => Math.round(size * scale);
  const family = colors.font.replace(/^\d+px /, '');
  const head = px(40 + lines.length * 18);
  const foot = px(34);
  const canvas = document.createElement('canvas');
  canvas.width = chart.width;
  canvas.height = chart.height + head + foot;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = colors.background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = colors.text;
  pen.font = `600 ${px(16)}px ${family}`;
  pen.fillText(title, px(12), px(26));
  pen.font = `${px(12)}px ${family}`;
  lines.forEach((line, index) => pen.fillText(line, px(12), px(46 + index * 18)));
  pen.drawImage(chart, 0, head);
  let left = px(12);
  for (const { group, text } of legend) {
    pen.fillStyle = colors.groups[group] ?? '';
    pen.fillRect(left, head + chart.height + px(10), px(10), px(10));
    pen.fillStyle = colors.text;
    pen.fillText(text, left + px(15), head + chart.height + px(20));
    left += px(15) + pen.measureText(text).width + px(16);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && new Uint8Array(await blob.arrayBuffer());
}
