// The chart alone in a window of the real Electron, and uPlot without anything of ours: eight series of 3,600 points, one
// update a time, by turns.
import uPlot from 'uplot';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { ChartColors } from '../../renderer/usage/chart-colors';
import type { ChartData } from '../../renderer/usage/chart-data';
import { largeLayout } from '../../renderer/usage/chart-layouts';
import { createUsageChart } from '../../renderer/usage/usage-chart';

const points = 3600;

const size = { width: 1100, height: 320 };

interface Times {
  readonly ours: number[];
  readonly bare: number[];
}

/** uPlot with eight areas on top of each other, drawn as its own examples do: it gets the sums. */
function bareChart(colors: ChartColors): (data: ChartData) => void {
  const target = document.createElement('div');
  document.body.append(target);
  const series = tcpStates.map((_, index) => ({
    stroke: colors.groups[index % colors.groups.length] ?? '',
    fill: colors.groups[index % colors.groups.length] ?? '',
    points: { show: false },
  }));
  const limit = { stroke: colors.limit, width: 2, points: { show: false } };
  const plot = new uPlot(
    { ...size, legend: { show: false }, series: [{}, ...series, limit], scales: { y: { range: [0, 70_000] } } },
    [[]],
    target,
  );
  return ({ times, byState, usable }) => {
    const sums: (number | null)[][] = [];
    for (const column of byState) {
      const below = sums[0];
      sums.unshift(column.map((ports, row) => (ports ?? 0) + (below?.[row] ?? 0)));
    }
    plot.setData([times.map((at) => at / 1000), ...sums, usable]);
  };
}

/** Milliseconds of scripting for each of `updates` updates, painting of the canvas commands included. */
function measure(updates: number): Promise<Times> {
  const target = document.createElement('div');
  target.style.width = `${size.width}px`;
  target.style.height = `${size.height}px`;
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
  const bare = bareChart(colors);
  const times: Times = { ours: [], bare: [] };
  const drawOurs = (): void => {
    const now = data.times.at(-1) ?? 0;
    chart.draw({
      data,
      shown: { from: data.times[0] ?? 0, to: now + 600_000, now },
      limit: 64_511,
      scale: 'limit',
      forecast: { middleMs: 500_000, lowMs: 400_000, highMs: 700_000 },
      marks: [{ at: now - 60_000, kind: 'alert', text: '' }],
    });
  };
  return new Promise((resolve) => {
    const next = async (): Promise<void> => {
      for (const numbers of [data.times, ...data.byState])
        numbers.push((numbers.shift() ?? 0) + (numbers === data.times ? points * 1000 : 0));
      times.ours.push(await timeOf(drawOurs));
      times.bare.push(await timeOf(() => bare(data)));
      if (times.ours.length < updates) requestAnimationFrame(() => void next());
      else resolve(times);
    };
    void next();
  });
}

async function timeOf(draw: () => void): Promise<number> {
  const before = performance.now();
  draw();
  // uPlot draws in a microtask.
  await Promise.resolve();
  await Promise.resolve();
  return performance.now() - before;
}

Object.assign(window, { measure });
