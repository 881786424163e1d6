// Numbers, dates and times as the language of the window writes them in the region of the system.
import { countTextFor, shareTextFor, type CountText } from '../../electron/contract/text/count-text';

export interface Formats {
  readonly locale: string;
  readonly count: CountText;
  readonly percent: (fraction: number) => string;
  readonly dateTime: (iso: string) => string;
  /** Date and time to the minute; `at` in ms since 1970. */
  readonly moment: (at: number) => string;
  /** The date with its day of the week; `at` in ms since 1970. */
  readonly day: (at: number) => string;
  /** The day of the week and the time to the minute; `at` in ms since 1970. */
  readonly weekday: (at: number) => string;
  readonly clock: (milliseconds: number) => string;
  /** The same with seconds. */
  readonly time: (milliseconds: number) => string;
  readonly bytes: (value: number) => string;
}

export function formatsFor(wantedLocale: string): Formats {
  const locale = usableLocale(wantedLocale);
  const share = shareTextFor(locale, 0);
  const smallShare = shareTextFor(locale, 1);
  const dateTime = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const moment = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = dateFormat(locale, { dateStyle: 'full' });
  const weekday = dateFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  const clock = dateFormat(locale, { timeStyle: 'short' });
  const time = dateFormat(locale, { timeStyle: 'medium' });
  const bytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  const kilobytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return {
    locale,
    count: countTextFor(locale),
    percent: (fraction) => (fraction < 0.1 ? smallShare : share)(fraction),
    moment,
    dateTime: (iso) => dateTime(new Date(iso)),
    day,
    weekday,
    clock,
    time,
    bytes: (value) => (value < 1000 ? bytes.format(value) : kilobytes.format(value / 1000)),
  };
}

/** Made when it is used: the first page has hardly any dates. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): (at: number | Date) => string {
  let made: Intl.DateTimeFormat | null = null;
  return (at) => (made ??= new Intl.DateTimeFormat(locale, options)).format(at);
}

/** Lowercase hexadecimal, as in the article, e.g. 0x1388. */
export function hexText(value: number): string {
  return `0x${value.toString(16)}`;
}

function usableLocale(requested: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(requested)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
