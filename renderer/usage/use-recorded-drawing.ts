// The large chart as it is drawn from the recording: the time that is shown, the crosshair.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ShownChart } from './chart-body';
import { chartData } from './chart-data';
import type { ChartCursor } from './chart-events';
import { largeLayout } from './chart-layouts';
import type { ChartMark } from './chart-marks';
import type { TimeSpan } from './chart-window';
import { inside, panned, zoomed } from './recorded-time';
import { createUsageChart } from './usage-chart';
import { useChartColors } from './use-chart-colors';
import { useChartOptions } from './use-chart-options';
import { useMountedChart } from './use-mounted-chart';
import type { RecordedView } from '../../electron/contract/recording/recording';

export interface RecordedDrawingInput {
  /** The time that was chosen. */
  readonly whole: TimeSpan;
  readonly shown: TimeSpan;
  readonly onShow: (next: (shown: TimeSpan) => TimeSpan) => void;
  readonly view: RecordedView | null;
  readonly marks: readonly ChartMark[];
}

export function useRecordedDrawing({ whole, shown, onShow, view, marks }: RecordedDrawingInput): ShownChart {
  const [cursor, setCursor] = useState<ChartCursor | null>(null);
  const latest = useRef({ whole, onShow });
  useEffect(() => {
    latest.current = { whole, onShow };
  }, [whole, onShow]);
  const show = (next: (shown: TimeSpan, whole: TimeSpan) => TimeSpan) =>
    latest.current.onShow((before) => next(before, latest.current.whole));

  const { frameRef, chartRef } = useMountedChart(useChartOptions(useChartColors()), (target, first) =>
    createUsageChart(target, largeLayout, first, {
      onCursor: setCursor,
      onSelect: (from, to) => show((_, limits) => inside({ from, to }, limits)),
      onWheel: ({ factor, pan, center }) =>
        show((before, limits) => (pan === 0 ? zoomed(before, factor, center, limits) : panned(before, pan, limits))),
    }),
  );
  const data = useMemo(() => view && chartData({ ...view.history, gaps: view.gaps }), [view]);
  const drawn = useMemo(() => data && { data, time: { ...shown, now: null } }, [data, shown]);
  useEffect(() => {
    if (!drawn) return;
    const limit = drawn.data.usable.findLast((usable) => usable !== null) ?? null;
    chartRef.current?.draw({ data: drawn.data, shown: drawn.time, limit, scale: 'auto', forecast: null, marks });
  }, [chartRef, drawn, marks]);

  return {
    frameRef,
    chartRef,
    drawn,
    cursor,
    zoomBy: (factor) => show((before, limits) => zoomed(before, factor, 0.5, limits)),
    panBy: (share) => show((before, limits) => panned(before, share, limits)),
  };
}
