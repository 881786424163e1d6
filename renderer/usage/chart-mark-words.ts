// The marks of the chart with their words: changes, restarts, alerts, and events of the System log.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartMark } from './chart-marks';
import { thresholds } from '../../electron/contract/usage/levels';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import type { UsageAlert, UsageMark } from '../../electron/contract/usage/usage';

/** The oldest first. Of each event that the log has, the last occurrence. */
export function useChartMarks(marks: readonly UsageMark[], diagnosis: Diagnosis | null): readonly ChartMark[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const alertText = ({ threshold, transport }: UsageAlert): string => {
      const text =
        threshold === null
          ? t('live.chart.mark.below', { threshold: thresholds.warning })
          : threshold === 'running-out'
            ? t('live.chart.mark.running-out')
            : t('live.chart.mark.alert', { threshold });
      return transport === 'udp' ? t('live.chart.mark.udp', { text }) : text;
    };
    const events = diagnosis?.evidence.events;
    return [
      ...marks.map((mark): ChartMark => ({
        kind: mark.kind,
        at: mark.at,
        text: mark.kind === 'alert' ? alertText(mark.alert) : t(`live.chart.mark.${mark.kind}`),
      })),
      ...(events?.known ? events.value.counts : []).map(({ id, lastAt }): ChartMark => ({
        kind: 'event',
        at: lastAt,
        text: t('live.chart.mark.event', { id }),
      })),
    ].toSorted((one, other) => one.at - other.at);
  }, [marks, diagnosis, t]);
}
