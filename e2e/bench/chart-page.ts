// The chart alone in a window of the real Electron: eight series of 3,600 points, one update a time.
import { tcpStates } from '../../electron/contract/usage/sample';
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
  const colors = {
    states: tcpStates.map((_, index) => `hsl(${index * 50} 70% 50%)`),
    text: '#333',
    grid: '#ddd',
    limit: '#c00',
    edge: '#fff',
    font: '12px sans-serif',
  };
  const chart = createUsageChart(
    target,
    largeLayout,
    {
      colors,
      formatCount: String,
      formatTime: (at) => new Date(at).toISOString().slice(11, 19),
      formatThreshold: (percent) => `${percent}%`,
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
      chart.draw(data, { from: data.times[0] ?? 0, to: data.times.at(-1) ?? 0 }, 64_511, false);
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
