// How many of something, as a person reads it. The one rule: counts are grouped as the regional format has it; port numbers,
// seconds, process ids and registry data are names rather than quantities, never grouped, so that they can be typed back.

export type CountText = (count: number) => string;

/** Counts in the regional format `locale` (a BCP 47 tag that Intl knows). */
export function countTextFor(locale: string): CountText {
  const format = new Intl.NumberFormat(locale);
  return (count) => format.format(count);
}

/** For programs that read the lines of the command line: digits alone. */
export const plainCount: CountText = String;

export type ShareText = (share: number) => string;

/** Shares from 0 to 1 as percentages with up to `digits` decimals. Only none is "0%", and only all is "100%". */
export function shareTextFor(locale: string, digits: 0 | 1): ShareText {
  const step = 0.01 / 10 ** digits;
  let made: Intl.NumberFormat | null = null;
  return (share) => {
    const format = (made ??= new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }));
    if (share > 0 && share < step / 2) return `<${format.format(step)}`;
    if (share < 1 && share >= 1 - step / 2) return `>${format.format(1 - step)}`;
    return format.format(share);
  };
}
