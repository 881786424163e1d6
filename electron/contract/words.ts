// The main process's share of the message catalogue: menu, native dialogs, ticket text.
import i18next, { type TFunction } from 'i18next';
import main from './messages/en/main.json';

export type Words = TFunction<'main'>;

/** Loads the catalogue and gives the function that looks a text up. */
export async function loadWords(): Promise<Words> {
  const words = i18next.createInstance();
  await words.init({ lng: 'en', fallbackLng: 'en', defaultNS: 'main', resources: { en: { main } }, interpolation: { escapeValue: false } });
  return words.getFixedT('en', 'main');
}
