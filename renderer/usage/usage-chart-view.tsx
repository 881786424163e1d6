// The chart's place on the page: makes the drawing once, and hands it size, colours and zoom.
import { makeStyles } from '@fluentui/react-components';
import { useEffect, useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { chartColours } from './chart-colours';
import { createUsageChart, type UsageChart } from './usage-chart';
import { useSystemTheme } from '../theme';
import { useMachine } from '../ui/machine-context';
import type { UsageSample } from '../../electron/contract/models';

const useStyles = makeStyles({
  frame: { height: '190px', minWidth: 0, overflow: 'hidden' },
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
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<UsageChart>(null);

  const options = useMemo(
    () => ({
      colours: chartColours(theme, isHighContrast),
      formatCount: formats.count,
      formatAge: (seconds: number) => {
        const minutes = Math.round(seconds / 60);
        return minutes === 0 ? t('usage.now') : t('usage.minutesAgo', { minutes });
      },
    }),
    [theme, isHighContrast, formats, t],
  );
  const firstOptions = useRef(options);

  useEffect(() => {
    if (!frame.current) return undefined;
    const target = frame.current;
    const made = createUsageChart(target, firstOptions.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize(target.clientWidth, target.clientHeight));
    observer.observe(target);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => chart.current?.setOptions(options), [options]);
  useEffect(() => chart.current?.setZoom(isZoomed), [isZoomed]);
  useImperativeHandle(ref, () => ({ push: (sample) => chart.current?.push(sample) }), []);

  return <div ref={frame} className={styles.frame} role="img" aria-label={t('usage.chartLabel')} />;
}
