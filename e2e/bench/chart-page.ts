// The chart alone in a window of the real Electron: eight series of 3,600 points, one update a time.
import { tcpStates } from '../../electron/contract/usage/sample';
import type { ChartColors } from '../../renderer/usage/chart-colors';
import type { ChartData } from '../../renderer/usage/chart-data';
import { largeLayout } from '../../renderer/usage/chart-layouts';
import { createUsageChart } from '../../renderer/usage/usage-chart';

const points = 3600;

/** Milliseconds of scripting for each of `updates` updates, painting of the canvas commands included. */
function measure(updates: number): Promise<number[]> {
  const target = document.createElement('div');
  target.style.width = '1100px';
  target.style.height = '320px';
  document.body.append(target);
  const colors: ChartColors = {
    groups: ['#0078d4', '#eaa300', '#c239b3', '#707070'],
    shades: [0.62, 0.3],
    text: '#333333',
    grid: '#dddddd',
    limit: '#cc0000',
    zones: ['#f9e2ae', '#f1bbbc'],
    zoneAlpha: 0.5,
    mark: '#666666',
    gauge: '#0f6cbd',
    background: '#ffffff',
    font: '12px sans-serif',
  };
  const chart = createUsageChart(
    target,
    largeLayout,
    {
      colors,
      formatCount: String,
      formatTime: (at) => new Date(at).toISOString().slice(11, 19),
      formatAgo: (at, now) => `${(at - now) / 1000} s`,
      formatLimit: (limit) => `Limit ${limit}`,
      formatZone: (percent, ports) => `${percent}% · ${ports}`,
      formatGauge: (share, limit) => `${share} of ${limit}`,
    },
    { onCursor: () => undefined, onSelect: () => undefined, onWheel: () => undefined },
  );
  const start = Date.now();
  const column = (share: number) =>
    Array.from({ length: points }, (_, row) => Math.round(1000 * share * (1 + Math.sin(row / 40) / 2)));
  const data: ChartData = {
    times: Array.from({ length: points }, (_, row) => start + row * 1000),
    byState: tcpStates.map((_, state) => column(state + 1)),
    usable: new Array<number>(points).fill(64_511),
    gaps: [],
    stepMs: 1000,
    nextBefore: Number.POSITIVE_INFINITY,
  };
  const times: number[] = [];
  return new Promise((resolve) => {
    const next = (): void => {
      for (const numbers of [data.times, ...data.byState])
        numbers.push((numbers.shift() ?? 0) + (numbers === data.times ? points * 1000 : 0));
      const before = performance.now();
      const now = data.times.at(-1) ?? 0;
      chart.draw({
        data,
        shown: { from: data.times[0] ?? 0, to: now + 600_000, now },
        limit: 64_511,
        scale: 'limit',
        forecast: { middleMs: 500_000, lowMs: 400_000, highMs: 700_000 },
        marks: [{ at: now - 60_000, kind: 'alert', text: '' }],
      });
      // uPlot draws in a microtask.
      queueMicrotask(() =>
        queueMicrotask(() => {
          times.push(performance.now() - before);
          if (times.length < updates) requestAnimationFrame(next);
          else resolve(times);
        }),
      );
    };
    next();
  });
}

Object.assign(window, { measure });
