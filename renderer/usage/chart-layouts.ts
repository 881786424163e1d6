// The two layouts of the chart: small beside the wizard, large in the live view.
import type { TimeSpan } from './chart-window';

/** Sizes in CSS pixels. Fixed when a chart is made. */
export interface ChartLayout {
  readonly padding: [top: number, right: number, bottom: number, left: number];
  /** `space` is the least distance between two labels. */
  readonly timeAxis: { readonly size: number; readonly space?: number };
  readonly portAxis: { readonly size: number; readonly space: number };
  /** Moments with a label, in milliseconds since 1970; round times where it is missing. */
  readonly timeMarks?: (span: TimeSpan) => number[];
  /** Height of the chart as a factor of the limit, or of the peak where that is higher or the chart is zoomed. */
  readonly headroom: { readonly limit: number; readonly peak: number };
  /** The line of the limit where nothing was measured yet; `offset` moves it down, as uPlot does with its lines. */
  readonly limitBeforeData: { readonly width: number; readonly dash: readonly number[]; readonly offset: number };
}

export const smallLayout: ChartLayout = {
  padding: [8, 18, 0, 0],
  timeAxis: { size: 26 },
  portAxis: { size: 54, space: 34 },
  timeMarks: ({ to }) => [4, 2, 0].map((minutes) => to - minutes * 60_000),
  headroom: { limit: 1.04, peak: 1.25 },
  limitBeforeData: { width: 1.5, dash: [6, 4], offset: 0.75 },
};

export const largeLayout: ChartLayout = {
  padding: [10, 14, 0, 0],
  timeAxis: { size: 28, space: 90 },
  portAxis: { size: 58, space: 36 },
  headroom: { limit: 1.05, peak: 1.2 },
  limitBeforeData: { width: 1, dash: [2, 4], offset: 0 },
};
