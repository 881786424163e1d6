// The small chart beside the wizard: the last five minutes, drawn from the samples that it is handed.
import { makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { timeOf } from '../../electron/contract/usage/sample';
import { addSample, emptyChartData } from './chart-data';
import { chartHeight } from './chart-height';
import { chartColors } from './chart-colors';
import { smallLayout } from './chart-layouts';
import { createUsageChart } from './usage-chart';
import { useMountedChart } from './use-mounted-chart';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import type { UsageSample } from '../../electron/contract/usage/sample';

const shownMs = 300_000;

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
  const data = useRef(emptyChartData());

  const options = useMemo(
    () => ({
      colors: chartColors(theme, isHighContrast),
      formatCount: formats.count,
      formatTime: (at: number, { to }: { readonly to: number }) => {
        const minutes = Math.round((to - at) / 60_000);
        return minutes === 0 ? t('usage.now') : t('usage.minutesAgo', { minutes });
      },
    }),
    [theme, isHighContrast, formats, t],
  );
  const { frameRef, chartRef } = useMountedChart(options, (target, first) =>
    createUsageChart(target, smallLayout, first),
  );

  const draw = useCallback(() => {
    const to = data.current.times.at(-1) ?? 0;
    const limit = data.current.usable.findLast((usable) => usable !== null) ?? null;
    chartRef.current?.draw(data.current, { from: to - shownMs, to }, limit, isZoomed);
  }, [chartRef, isZoomed]);
  useEffect(draw, [draw]);
  useImperativeHandle(
    ref,
    () => ({
      push(sample) {
        const at = timeOf(sample);
        // The clock was set back: what was drawn would be in the future.
        if (at <= (data.current.times.at(-1) ?? 0)) data.current = emptyChartData();
        addSample(data.current, sample, at - shownMs);
        draw();
      },
    }),
    [draw],
  );

  return <div ref={frameRef} className={styles.frame} role="img" aria-label={t('usage.chartLabel')} />;
}
