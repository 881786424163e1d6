// The main process's share of the message catalogue: menu, native dialogs, ticket text, and the words of the verdict.
// Protects: the plain words are ASCII, so that what is printed reads the same in every code page of a console; what the
// command line says is English whatever the window speaks.
import i18next, { type TFunction } from 'i18next';
import type { DiagnosisWords } from '../diagnosis/diagnosis-words';
import type { CatalogLanguage } from '../settings/languages';
import diagnosis from './en/diagnosis.json';
import main from './en/main.json';

export type Words = TFunction<'main'>;

/** The texts of the main process in one language. */
export interface Catalog {
  /** In the language of the moment, also after it was changed. */
  readonly words: Words;
  readonly change: (language: CatalogLanguage) => Promise<void>;
  /** In a language of its own, whatever the window speaks. */
  readonly wordsIn: (language: CatalogLanguage) => Promise<Words>;
  /** The words of the verdict in such a language. */
  readonly diagnosisWordsIn: (language: CatalogLanguage) => Promise<DiagnosisWords>;
}

type Namespace = 'main' | 'diagnosis';

/** Loaded when they are asked for: the start does not wait for a language that nobody speaks. */
const others: Readonly<Record<Exclude<CatalogLanguage, 'en'>, Readonly<Record<Namespace, () => Promise<object>>>>> = {
  de: {
    main: async () => (await import('./de/main.json')).default,
    diagnosis: async () => (await import('./de/diagnosis.json')).default,
  },
  'en-XA': { main: () => loadPseudo(main), diagnosis: () => loadPseudo(diagnosis) },
  'en-XB': { main: () => loadPseudo(main), diagnosis: () => loadPseudo(diagnosis) },
};

async function loadPseudo(english: object): Promise<object> {
  const { pseudoTree } = await import('./pseudo');
  return pseudoTree(english);
}

/** Opens the catalogue in `language`. */
export async function openCatalog(language: CatalogLanguage): Promise<Catalog> {
  const catalogue = await catalogueOf({ main, diagnosis });
  const load = async (wanted: CatalogLanguage, namespace: Namespace = 'main') => {
    if (wanted === 'en' || catalogue.hasResourceBundle(wanted, namespace)) return;
    catalogue.addResourceBundle(wanted, namespace, await others[wanted][namespace]());
  };
  const change = async (wanted: CatalogLanguage) => {
    await load(wanted);
    await catalogue.changeLanguage(wanted);
  };
  await change(language);
  return {
    words: catalogue.getFixedT(null, 'main'),
    change,
    async wordsIn(wanted) {
      await load(wanted);
      return catalogue.getFixedT(wanted, 'main');
    },
    async diagnosisWordsIn(wanted) {
      await load(wanted, 'diagnosis');
      return catalogue.getFixedT(wanted, 'diagnosis');
    },
  };
}

/** The function that looks a text up. */
export async function loadWords(language: CatalogLanguage = 'en'): Promise<Words> {
  return (await openCatalog(language)).words;
}

/** The same for the words that window and main process share. */
export async function loadDiagnosisWords(): Promise<DiagnosisWords> {
  return (await catalogueOf({ main, diagnosis })).getFixedT('en', 'diagnosis');
}

/** Both for what is printed: the same words, with hyphens for dashes and the like. Names that are filled in stay as they are. */
export async function loadPlainWords(): Promise<{ readonly words: Words; readonly diagnosisWords: DiagnosisWords }> {
  const plain = JSON.parse(JSON.stringify({ main, diagnosis }), (_, value: unknown) =>
    typeof value === 'string' ? inPlainSigns(value) : value,
  ) as EnglishTexts;
  const catalogue = await catalogueOf(plain);
  return { words: catalogue.getFixedT('en', 'main'), diagnosisWords: catalogue.getFixedT('en', 'diagnosis') };
}

const plainSigns: Readonly<Record<string, string>> = {
  '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"',
  '\u2026': '...', '\u2192': '->', '\u00a0': ' ', '\u202f': ' ', '\u00d7': 'x', '\u2264': '<=', '\u2265': '>=', '\u00b7': '-',
};

function inPlainSigns(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (sign) => plainSigns[sign] ?? sign);
}

interface EnglishTexts {
  readonly main: object;
  readonly diagnosis: object;
}

async function catalogueOf({ main, diagnosis }: EnglishTexts): Promise<typeof i18next> {
  const catalogue = i18next.createInstance();
  const resources = { en: { main, diagnosis } };
  await catalogue.init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'main',
    resources,
    interpolation: { escapeValue: false },
  });
  return catalogue;
}
