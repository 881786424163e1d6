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
