// The main process's share of the message catalogue: menu, native dialogs, ticket text, and the words of the verdict.
// Protects: the plain words are ASCII, so that what is printed reads the same in every code page of a console.
import i18next, { type TFunction } from 'i18next';
import type { DiagnosisWords } from '../diagnosis/diagnosis-words';
import diagnosis from './en/diagnosis.json';
import main from './en/main.json';

export type Words = TFunction<'main'>;

/** Loads the catalogue and gives the function that looks a text up. */
export async function loadWords(): Promise<Words> {
  return (await loadCatalogue()).getFixedT('en', 'main');
}

/** The same for the words that window and main process share. */
export async function loadDiagnosisWords(): Promise<DiagnosisWords> {
  return (await loadCatalogue()).getFixedT('en', 'diagnosis');
}

/** Both for what is printed: the same words, with hyphens for dashes and the like. Names that are filled in stay as they are. */
export async function loadPlainWords(): Promise<{ readonly words: Words; readonly diagnosisWords: DiagnosisWords }> {
  const catalogue = await loadCatalogue((text) => inPlainSigns(text));
  return { words: catalogue.getFixedT('en', 'main'), diagnosisWords: catalogue.getFixedT('en', 'diagnosis') };
}

const plainSigns: Readonly<Record<string, string>> = {
  '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"',
  '\u2026': '...', '\u2192': '->', '\u00a0': ' ', '\u202f': ' ', '\u00d7': 'x', '\u2264': '<=', '\u2265': '>=', '\u00b7': '-',
};

function inPlainSigns(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (sign) => plainSigns[sign] ?? sign);
}

async function loadCatalogue(spelling: (text: string) => string = (text) => text): Promise<typeof i18next> {
  const words = i18next.createInstance();
  const spelled = <T>(resource: T): T => JSON.parse(JSON.stringify(resource), (_, value: unknown) => (typeof value === 'string' ? spelling(value) : value)) as T;
  const resources = { en: { main: spelled(main), diagnosis: spelled(diagnosis) } };
  await words.init({ lng: 'en', fallbackLng: 'en', defaultNS: 'main', resources, interpolation: { escapeValue: false } });
  return words;
}
