// What the chart is made with: its layout, small in the panel or large on the page of live usage, and its words.
import type { ShownTime } from './chart-scales';
import type { ChartColors } from './chart-colors';

/** Sizes in CSS pixels. Fixed when a chart is made. */
export interface ChartLayout {
  /** [top, right, bottom, left]; there is room for the gauge of the limit at the right. */
  readonly padding: [number, number, number, number];
  readonly timeAxisSize: number;
  readonly portAxisSize: number;
  /** The least distance between two labels of an axis. */
  readonly labelSpace: { readonly time: number; readonly ports: number };
  /** Whether thresholds are named, marks have flags, and the limit has a gauge. */
  readonly isDetailed: boolean;
}

export const smallLayout: ChartLayout = {
  padding: [6, 14, 0, 0],
  timeAxisSize: 24,
  portAxisSize: 48,
  labelSpace: { time: 64, ports: 32 },
  isDetailed: false,
};

export const largeLayout: ChartLayout = {
  /** On the right for half of a time such as 12:00 AM. */
  padding: [6, 34, 0, 0],
  timeAxisSize: 26,
  portAxisSize: 54,
  labelSpace: { time: 84, ports: 36 },
  isDetailed: true,
};

export interface ChartOptions {
  readonly colors: ChartColors;
  readonly formatCount: (value: number) => string;
  /** Label of a moment (milliseconds since 1970): the time of day, or how long before or after `now`. */
  readonly formatTime: (at: number, shown: ShownTime) => string;
  readonly formatAgo: (at: number, now: number) => string;
  readonly formatLimit: (limit: number) => string;
  /** Label of the zone that begins at this percentage of the limit. */
  readonly formatZone: (percent: number, ports: number) => string;
  /** Label of the gauge: `share` of `limit` is in use, 0 to 1. */
  readonly formatGauge: (share: number, limit: number) => string;
}
