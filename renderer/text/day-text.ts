// Days and moments as people name them: today, yesterday, or the date.
import type { TFunction } from 'i18next';
import type { Formats } from './format';

/** What two moments of the same local day have in common. */
export function dayOf(iso: string): string {
  return new Date(iso).toDateString();
}

/** `day` as `dayOf` gives it; `now` in ms since 1970. */
export function dayText(day: string, now: number, formats: Formats, t: TFunction): string {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === new Date(now).toDateString()) return t('days.today');
  if (day === yesterday.toDateString()) return t('days.yesterday');
  return formats.day(Date.parse(day));
}

/** "Today, 1:08 PM". */
export function momentText(iso: string, now: number, formats: Formats, t: TFunction): string {
  return t('days.moment', { day: dayText(dayOf(iso), now, formats, t), time: formats.clock(Date.parse(iso)) });
}
