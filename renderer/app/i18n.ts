// The message catalog of the window: every text that a user reads, with keys that the compiler checks.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type main from '../../electron/contract/messages/en/main.json';
import diagnosis from '../../electron/contract/messages/en/diagnosis.json';
import { windowWords } from '../../electron/contract/messages/en/window';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof windowWords; diagnosis: typeof diagnosis; main: typeof main };
  }
}

/** Future languages are added to `resources`; React escapes the text, so i18next must not. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: windowWords, diagnosis } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
