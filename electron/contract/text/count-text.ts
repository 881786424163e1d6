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
  let made: Intl.NumberFormat | null = null;
  return shareText(0.01 / 10 ** digits, (share) => {
    made ??= new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits });
    return made.format(share);
  });
}

/** For programs that read the lines of the command line: the same as in English without decimals. Intl takes 10 ms for its first format. */
export const plainShare: ShareText = shareText(
  0.01,
  (share) => `${Math.round(Number((share * 100).toPrecision(15)))}%`,
);

/** `step`: the smallest share that `format` tells apart. */
function shareText(step: number, format: ShareText): ShareText {
  return (share) => {
    if (share > 0 && share < step / 2) return `<${format(step)}`;
    if (share < 1 && share >= 1 - step / 2) return `>${format(1 - step)}`;
    return format(share);
  };
}
