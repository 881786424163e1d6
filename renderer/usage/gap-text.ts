// Why there is no measurement, in words.
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import type { UsageGap } from '../../electron/contract/usage/usage';

export function useReasonText(): (reason: UsageGap['reason']) => string {
  const { t } = useTranslation();
  return (reason) =>
    reason === 'no-sample' ? t('live.chart.reasons.no-sample') : t('live.chart.reasons.failed', { code: reason });
}

export function useGapText(): (gap: UsageGap) => string {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const reasonText = useReasonText();
  return ({ from, to, reason }) =>
    t('live.chart.gap', { from: formats.time(from), to: formats.time(to), reason: reasonText(reason) });
}
