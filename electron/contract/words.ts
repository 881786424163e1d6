// The main process's share of the message catalogue: menu, native dialogs, ticket text, and the words of the verdict.
import i18next, { type TFunction } from 'i18next';
import type { DiagnosisWords } from './diagnosis-text';
import diagnosis from './messages/en/diagnosis.json';
import main from './messages/en/main.json';

export type Words = TFunction<'main'>;

/** Loads the catalogue and gives the function that looks a text up. */
export async function loadWords(): Promise<Words> {
  return (await loadCatalogue()).getFixedT('en', 'main');
}

/** The same for the words that window and main process share. */
export async function loadDiagnosisWords(): Promise<DiagnosisWords> {
  return (await loadCatalogue()).getFixedT('en', 'diagnosis');
}

async function loadCatalogue(): Promise<typeof i18next> {
  const words = i18next.createInstance();
  await words.init({ lng: 'en', fallbackLng: 'en', defaultNS: 'main', resources: { en: { main, diagnosis } }, interpolation: { escapeValue: false } });
  return words;
}
