// The forecast as a sentence, with ranges as wide as they are known.
import type { TFunction } from 'i18next';
import type { Formats } from '../format';
import type { MinutesRange, UsageForecast } from '../../electron/contract/usage';

export function forecastText(forecast: UsageForecast, formats: Formats, t: TFunction): string {
  if (forecast.kind !== 'rising') return t(`live.forecast.${forecast.kind}`);
  const critical = forecast.toCritical === null ? '' : t('live.forecast.critical', { when: rangeOfTime(forecast.toCritical, formats, t) });
  return t('live.forecast.rising', {
    rate: formats.count(Math.round(forecast.perMinute)),
    critical,
    exhaustion: rangeOfTime(forecast.toExhaustion, formats, t),
  });
}

/** Both ends in the unit that suits the longer one; rounded outwards, so that nothing is promised that is not known. */
export function rangeOfTime({ low, high }: MinutesRange, formats: Formats, t: TFunction): string {
  const longest = high ?? low;
  const unit = longest < 2 ? 'seconds' : longest < 120 ? 'minutes' : 'hours';
  const factor = { seconds: 60, minutes: 1, hours: 1 / 60 }[unit];
  const first = Math.floor(low * factor);
  const name = t(`live.forecast.${unit}`);
  if (high === null) return t('live.forecast.inOpen', { low: formats.count(first), unit: name });
  const last = Math.ceil(high * factor);
  if (last - first <= 1 && last > 3) return t('live.forecast.inAbout', { low: formats.count(last), unit: name });
  return t('live.forecast.in', { low: formats.count(first), high: formats.count(last), unit: name });
}
