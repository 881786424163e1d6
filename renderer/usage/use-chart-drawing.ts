// The large chart as it is drawn now: its data, the time that is shown, the crosshair. Data come as fast as they are measured.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ShownChart } from './chart-body';
import type { ChartData } from './chart-data';
import type { ChartCursor } from './chart-events';
import type { ChartForecast } from './chart-forecast';
import { largeLayout } from './chart-layouts';
import type { ChartMark } from './chart-marks';
import { futureMs, type PortScale, type ShownTime } from './chart-scales';
import { shownSpan, type ChartWindow, type WindowAction } from './chart-window';
import { createUsageChart } from './usage-chart';
import { useChartColors } from './use-chart-colors';
import { useChartOptions } from './use-chart-options';
import { useLiveChartData } from './use-live-chart-data';
import { useMountedChart } from './use-mounted-chart';
import type { UsageSubject } from '../../electron/contract/usage/usage';

export interface ChartInput {
  readonly view: ChartWindow;
  readonly dispatch: (action: WindowAction) => void;
  /** What is shown alone; null: all TCP. */
  readonly subject: UsageSubject | null;
  /** Differs when other sockets are measured. */
  readonly generation: string;
  /** Ports; null where there is none. */
  readonly limit: number | null;
  readonly scale: PortScale;
  readonly forecast: ChartForecast | null;
  readonly marks: readonly ChartMark[];
}

/** What is drawn. */
interface Drawn {
  readonly data: ChartData;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly time: ShownTime;
}

export function useChartDrawing(input: ChartInput): ShownChart {
  const { view, dispatch, subject, generation, limit, scale, forecast, marks } = input;
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [cursor, setCursor] = useState<ChartCursor | null>(null);
  const latest = useRef<Drawn | null>(null);

  const move = useCallback(
    ({ factor, pan, center }: { factor: number; pan: number; center: number }) => {
      const at = { shownMs: latest.current ? pastMs(latest.current) : initialMs, now: Date.now() };
      dispatch(pan === 0 ? { type: 'zoom', factor, center, ...at } : { type: 'pan', share: pan, ...at });
    },
    [dispatch],
  );
  const { frameRef, chartRef } = useMountedChart(useChartOptions(useChartColors()), (target, first) =>
    createUsageChart(target, largeLayout, first, {
      onCursor: setCursor,
      onSelect: (from, to) => dispatch({ type: 'show', from, to: Math.min(to, Date.now()), now: Date.now() }),
      onWheel: move,
    }),
  );

  const draw = useCallback(
    (data: ChartData, now: number) => {
      const { from, to } = shownSpan(view, now, data.times[0] ?? null);
      const shownForecast = view.end === null ? forecast : null;
      const ahead = shownForecast ? futureMs(shownForecast.middleMs, to - from) : 0;
      const time = { from, to: to + ahead, now: view.end === null ? to : null };
      latest.current = { data, now, time };
      setDrawn(latest.current);
      chartRef.current?.draw({ data, shown: time, limit, scale, forecast: shownForecast, marks });
    },
    [chartRef, view, limit, scale, forecast, marks],
  );
  useEffect(() => {
    if (latest.current) draw(latest.current.data, latest.current.now);
  }, [draw]);
  useLiveChartData(view, subject, generation, draw);

  return {
    frameRef,
    chartRef,
    drawn,
    cursor,
    zoomBy: (factor) => move({ factor, pan: 0, center: 0.5 }),
    panBy: (pan) => move({ factor: 1, pan, center: 0.5 }),
  };
}

/** Where nothing is drawn yet. */
const initialMs = 300_000;

function pastMs({ time: { from, to, now } }: Drawn): number {
  return (now ?? to) - from;
}
