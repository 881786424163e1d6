// The small chart of the panel: the last five minutes, with the limit.
import { makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import type { ChartData } from './chart-data';
import { smallLayout } from './chart-layouts';
import { initialWindow, shownSpan } from './chart-window';
import { createUsageChart } from './usage-chart';
import { useChartColors } from './use-chart-colors';
import { useChartOptions } from './use-chart-options';
import { useLiveChartData } from './use-live-chart-data';
import { useMountedChart } from './use-mounted-chart';

const useStyles = makeStyles({
  frame: { position: 'relative', flex: 1, minHeight: 'inherit' },
  // As large as its frame, which can become smaller than what is drawn.
  chart: { position: 'absolute', inset: 0, overflow: 'hidden' },
});

export interface UsageChartViewProps {
  /** Differs when other sockets are measured. */
  readonly generation: string;
  /** Ports; null where it is not known. */
  readonly limit: number | null;
}

export function UsageChartView({ generation, limit }: UsageChartViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const latest = useRef<{ readonly data: ChartData; readonly now: number } | null>(null);
  const { frameRef, chartRef } = useMountedChart(useChartOptions(useChartColors()), (target, first) =>
    createUsageChart(target, smallLayout, first),
  );
  const draw = useCallback(
    (data: ChartData, now: number) => {
      latest.current = { data, now };
      const shown = { ...shownSpan(initialWindow, now, data.times[0] ?? null), now };
      chartRef.current?.draw({ data, shown, limit, scale: 'auto', forecast: null, marks: [] });
    },
    [chartRef, limit],
  );
  useEffect(() => {
    if (latest.current) draw(latest.current.data, latest.current.now);
  }, [draw]);
  useLiveChartData(initialWindow, null, generation, draw);

  return (
    <div className={styles.frame}>
      <div ref={frameRef} className={styles.chart} role="img" aria-label={t('usage.chartLabel')} />
    </div>
  );
}
