// A range of minutes in the unit that suits it, rounded outwards so that it claims no more than is known.
import type { MinutesRange } from './usage';

export interface TimeRange {
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly low: number;
  /** The same as `low` where both ends are nearly one; null where the end is open. */
  readonly high: number | null;
}

export function timeRange({ low, high }: MinutesRange): TimeRange {
  const longest = high ?? low;
  const unit = longest < 2 ? 'seconds' : longest < 120 ? 'minutes' : 'hours';
  const factor = { seconds: 60, minutes: 1, hours: 1 / 60 }[unit];
  const first = Math.floor(low * factor);
  if (high === null) return { unit, low: first, high: null };
  const last = Math.ceil(high * factor);
  return last - first <= 1 && last > 3 ? { unit, low: last, high: last } : { unit, low: first, high: last };
}
