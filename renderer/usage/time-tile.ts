// The time that is left until all ports are in use, as a figure with its reasons.
// Protects: no figure before the trend is known, and no all-clear.
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import type { TileFigure } from './tile';
import { growthText, untilText } from './time-words';
import { thresholds } from '../../electron/contract/usage/levels';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import { trendLevel } from '../../electron/contract/usage/status';
import type { UsageOutlook } from '../../electron/contract/usage/usage';

export function useTimeTile(outlook: UsageOutlook | null, transport: Transport): TileFigure {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const trend = transport === 'tcp' ? outlook : (outlook?.udp ?? null);
  const remaining = Math.ceil((outlook?.remainingMs ?? 0) / 1000);
  if (!trend) return { figure: t('usage.unknown'), details: [] };
  const { forecast, early } = trend;
  if (forecast.kind === 'exhausted')
    return { figure: t('live.tiles.exhausted'), tone: 'critical', details: [t('live.tiles.exhaustedDetail')] };
  const rise = forecast.kind === 'rising' ? forecast : early;
  if (rise) {
    const rate = growthText(rise.perMinute, formats.count);
    const when = rise.toCritical && t('live.forecast.in', { time: untilText(rise.toCritical, formats, t) });
    const detail =
      forecast.kind !== 'rising'
        ? t('live.tiles.early', { rate })
        : when
          ? t('live.tiles.critical', { threshold: thresholds.critical, when, rate })
          : t('live.tiles.rate', { rate });
    return {
      figure: untilText(rise.toExhaustion, formats, t),
      tone: trendLevel(trend)?.level ?? 'plain',
      details: [detail],
    };
  }
  if (forecast.kind === 'steady' && remaining === 0)
    return { figure: t('live.tiles.stable'), details: [t('live.tiles.stableDetail')] };
  return {
    figure: t('live.tiles.measuring'),
    details: [remaining > 0 ? t('live.tiles.measuringDetail', { seconds: remaining }) : t('live.tiles.measuringOpen')],
  };
}
