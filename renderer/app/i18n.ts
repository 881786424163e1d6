// The message catalog of the window: every text that a user reads, with keys that the compiler checks.
// English is part of the start; another language is loaded when the window speaks it.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type main from '../../electron/contract/messages/en/main.json';
import diagnosis from '../../electron/contract/messages/en/diagnosis.json';
import { windowWords } from '../../electron/contract/messages/en/window';
import { directionOf, type CatalogLanguage } from '../../electron/contract/settings/languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof windowWords; diagnosis: typeof diagnosis; main: typeof main };
  }
}

interface Texts {
  readonly translation: object;
  readonly diagnosis: object;
}

/** English is there from the start. */
const others: Readonly<Record<Exclude<CatalogLanguage, 'en'>, () => Promise<Texts>>> = {
  de: loadGerman,
  'en-XA': loadPseudo,
  'en-XB': loadPseudo,
};

async function loadGerman(): Promise<Texts> {
  const [german, verdict] = await Promise.all([
    import('../../electron/contract/messages/de/window'),
    import('../../electron/contract/messages/de/diagnosis.json'),
  ]);
  return { translation: german.windowWords, diagnosis: verdict.default };
}

async function loadPseudo(): Promise<Texts> {
  const { pseudoTree } = await import('../../electron/contract/messages/pseudo');
  return pseudoTree({ translation: windowWords, diagnosis });
}

/** Starts in English. React escapes the text, so i18next must not. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: windowWords, diagnosis } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** From now on the window speaks `language`: what is on the screen is drawn anew. */
export async function speak(language: CatalogLanguage): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const texts = await others[language]();
    i18next.addResourceBundle(language, 'translation', texts.translation);
    i18next.addResourceBundle(language, 'diagnosis', texts.diagnosis);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
