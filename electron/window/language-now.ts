// The language of the window, which can change while it is open.
import {
  catalogLanguage,
  languageFor,
  type CatalogLanguage,
  type LanguageChoice,
} from '../contract/settings/languages';

export interface LanguageNow {
  readonly read: () => CatalogLanguage;
  /** Follows a choice of the person; returns the language that holds from now on. */
  readonly follow: (choice: LanguageChoice) => CatalogLanguage;
}

/** What the system prefers (BCP 47 tags); in tests one tag of the catalog, which may be that of a pseudo-language. */
export interface SystemLanguages {
  readonly preferred: () => readonly string[];
  readonly testLanguage?: string | undefined;
}

export function languageNow(choice: LanguageChoice, { preferred, testLanguage }: SystemLanguages): LanguageNow {
  const resolved = (next: LanguageChoice) =>
    (next === 'system' ? catalogLanguage(testLanguage) : null) ?? languageFor(next, preferred());
  let now = resolved(choice);
  return { read: () => now, follow: (next) => (now = resolved(next)) };
}
