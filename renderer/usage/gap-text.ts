// Why there is no measurement, in words.
import { useTranslation } from 'react-i18next';
import { endReasons } from '../../electron/contract/recording/recording-limits';
import type { RecordedGap } from '../../electron/contract/recording/recording';

/** Gaps of a recording have reasons of their own. */
const named = [...endReasons, 'ended', 'clock-forward', 'not-written', 'no-sample'] as const;

export function useReasonText(): (reason: RecordedGap['reason']) => string {
  const { t } = useTranslation();
  return (reason) => {
    const own = named.find((each) => each === reason);
    if (reason === 'ACCESS_DENIED') return t('live.chart.reasons.denied');
    if (own === undefined) return t('live.chart.reasons.failed', { code: reason });
    return own === 'no-sample' ? t('live.chart.reasons.no-sample') : t(`recording.gaps.${own}`);
  };
}

/** `timeText` names a moment. */
export function useGapText(timeText: (at: number) => string): (gap: RecordedGap) => string {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  return ({ from, to, reason }) =>
    t('live.chart.gap', { from: timeText(from), to: timeText(to), reason: reasonText(reason) });
}
