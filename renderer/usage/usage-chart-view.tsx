// The chart's place on the page: makes the drawing once, and hands it size, colours and zoom.
import { makeStyles } from '@fluentui/react-components';
import { useEffect, useImperativeHandle, useMemo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { chartHeight } from './chart-height';
import { chartColors } from './chart-colors';
import { createUsageChart } from './usage-chart';
import { useMountedChart } from './use-mounted-chart';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import type { UsageSample } from '../../electron/contract/usage/sample';

const useStyles = makeStyles({
  frame: { height: chartHeight, minWidth: 0, overflow: 'hidden' },
});

export interface UsageChartHandle {
  push(sample: UsageSample): void;
}

export interface UsageChartViewProps {
  readonly ref: Ref<UsageChartHandle>;
  readonly isZoomed: boolean;
}

export function UsageChartView({ ref, isZoomed }: UsageChartViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();

  const options = useMemo(
    () => ({
      colours: chartColors(theme, isHighContrast),
      formatCount: formats.count,
      formatAge: (seconds: number) => {
        const minutes = Math.round(seconds / 60);
        return minutes === 0 ? t('usage.now') : t('usage.minutesAgo', { minutes });
      },
    }),
    [theme, isHighContrast, formats, t],
  );
  const { frameRef, chartRef } = useMountedChart(options, createUsageChart);
  useEffect(() => chartRef.current?.setZoom(isZoomed), [chartRef, isZoomed]);
  useImperativeHandle(ref, () => ({ push: (sample) => chartRef.current?.push(sample) }), [chartRef]);

  return <div ref={frameRef} className={styles.frame} role="img" aria-label={t('usage.chartLabel')} />;
}
