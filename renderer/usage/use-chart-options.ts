// The words and figures of the chart, for whoever draws it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import type { ChartColors } from './chart-colors';
import type { ChartOptions } from './chart-layouts';
import { longestRelativeMs } from './chart-scales';
import { agoText } from './time-words';

/** Times of day alone would not tell a longer span's days apart. */
const longestClockMs = 25 * 3_600_000;

export function useChartOptions(colors: ChartColors): ChartOptions {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return useMemo(
    () => ({
      colors,
      formatCount: formats.count,
      formatTime: (at, { from, to }) =>
        (to - from <= longestRelativeMs ? formats.time : to - from <= longestClockMs ? formats.clock : formats.weekday)(
          at,
        ),
      formatAgo: (at, now) => agoText(at, now, t),
      formatLimit: (limit) => t('usage.limitLabel', { limit: formats.count(limit) }),
      formatZone: (percent, ports) => t('usage.zone', { percent, ports: formats.count(Math.round(ports)) }),
      formatGauge: (share, limit) =>
        t('usage.gaugeLabel', { percent: formats.percent(share), limit: formats.count(limit) }),
    }),
    [colors, formats, t],
  );
}
