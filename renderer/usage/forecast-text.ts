// The forecast as a sentence, with ranges as wide as they are known.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import { thresholds } from '../../electron/contract/usage/levels';
import { timeRange } from '../../electron/contract/usage/time-range';
import type { MinutesRange, UsageTrend } from '../../electron/contract/usage/usage';

export function forecastText({ forecast, early }: UsageTrend, formats: Formats, t: TFunction): string {
  if (forecast.kind !== 'rising') {
    if (forecast.kind === 'exhausted' || early === null) return t(`live.forecast.${forecast.kind}`);
    return t('live.forecast.early', {
      rate: formats.count(Math.round(early.perMinute)),
      exhaustion: rangeOfTime(early.toExhaustion, formats, t),
    });
  }
  const critical =
    forecast.toCritical === null
      ? ''
      : t('live.forecast.critical', {
          threshold: thresholds.critical,
          when: rangeOfTime(forecast.toCritical, formats, t),
        });
  return t('live.forecast.rising', {
    rate: formats.count(Math.round(forecast.perMinute)),
    critical,
    exhaustion: rangeOfTime(forecast.toExhaustion, formats, t),
  });
}

function rangeOfTime(minutes: MinutesRange, formats: Formats, t: TFunction): string {
  const { unit: name, low, high } = timeRange(minutes);
  const unit = t(`live.forecast.${name}`);
  if (high === null) return t('live.forecast.inOpen', { low: formats.count(low), unit });
  if (low === high) return t('live.forecast.inAbout', { low: formats.count(low), unit });
  return t('live.forecast.in', { low: formats.count(low), high: formats.count(high), unit });
}
