// Spans of time in words: how long until something, and how long ago.
import type { TFunction } from 'i18next';
import type { Formats } from '../text/format';
import { timeRange } from '../../electron/contract/usage/time-range';
import type { MinutesRange } from '../../electron/contract/usage/usage';

/** E.g. "2–3 min", as wide as it is known. */
export function untilText(minutes: MinutesRange, formats: Formats, t: TFunction): string {
  const { unit: name, low, high } = timeRange(minutes);
  const unit = t(`live.forecast.${name}`);
  if (high === null) return t('live.forecast.open', { low: formats.count(low), unit });
  if (low === high) return t('live.forecast.about', { low: formats.count(low), unit });
  return t('live.forecast.range', { low: formats.count(low), high: formats.count(high), unit });
}

/** How long before or after `now` a moment is: "−3 min", "now", "+30 s". Milliseconds since 1970. */
export function agoText(at: number, now: number, t: TFunction): string {
  const seconds = Math.round(Math.abs(at - now) / 1000);
  if (seconds === 0) return t('usage.now');
  const time =
    seconds % 60 === 0 ? t('usage.minutes', { count: seconds / 60 }) : t('usage.seconds', { count: seconds });
  return t(at < now ? 'usage.ago' : 'usage.ahead', { time });
}

/** A change of ports a minute: "+719", "−3", "0", or "–" where it is not known. */
export function growthText(growth: number | null | undefined, count: (value: number) => string): string {
  if (growth === null || growth === undefined) return '–';
  const rounded = Math.round(growth);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${count(rounded)}` : `−${count(-rounded)}`;
}
