// The languages of the message catalog: which one holds, and how numbers and dates are written in it. Pure.

/** BCP 47 tags of the message catalog. The first one is what people get whose languages are not there. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const satisfies Record<Language, string>;

/** Languages whose texts no native speaker has reviewed. */
export const unreviewedLanguages: readonly Language[] = ['de'];

/** Made of the English texts for tests: accented, longer and in brackets; `en-XB` also runs from right to left. */
export const pseudoLanguages = ['en-XA', 'en-XB'] as const;
export type PseudoLanguage = (typeof pseudoLanguages)[number];

/** A language that texts can be looked up in. */
export type CatalogLanguage = Language | PseudoLanguage;

/** `system`: the first language of the system that the catalog has. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** Of tickets and of what is written for other computers. `window`: the language of the window. */
export const ticketLanguageChoices = ['window', ...languages] as const;
export type TicketLanguageChoice = (typeof ticketLanguageChoices)[number];

/** The language that holds under `choice`, for a system that prefers `preferred` (BCP 47 tags, the most wanted first). */
export function languageFor(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const ours = preferred.flatMap((tag) => languages.find((language) => language === partsOf(tag)?.language) ?? []);
  return ours[0] ?? languages[0];
}

/**
 * The locale for numbers and dates in `language`: the system's regional format where it is in that language, otherwise the
 * language as it is written in the region of the system.
 */
export function localeFor(language: CatalogLanguage, regionalFormat: string): string {
  const regional = partsOf(regionalFormat);
  const own = new Intl.Locale(language).language;
  if (regional?.language === own) return regionalFormat;
  return regional?.region === undefined ? own : `${own}-${regional.region}`;
}

export function directionOf(language: CatalogLanguage): 'ltr' | 'rtl' {
  return language === 'en-XB' ? 'rtl' : 'ltr';
}

/** The tag of the catalog that `text` is; null when it is none. */
export function catalogLanguage(text: string | null | undefined): CatalogLanguage | null {
  return [...languages, ...pseudoLanguages].find((language) => language === text) ?? null;
}

/** Null for what is no BCP 47 tag, such as the "C" of POSIX. */
function partsOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
