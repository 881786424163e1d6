// Makes entries of the corpus of .reg texts.
import type { RegCorpusEntry } from './reg-corpus-model';

/** Lines below a key of a version 5.00 file, in UTF-16LE. */
export function lines(name: string, text: string, differs: string | null = null): RegCorpusEntry {
  return { name, text, isWhole: false, encoding: 'utf-16le', version: 5, differs };
}

/** Lines below a key of a REGEDIT4 file; every character is one byte. */
export function ansiLines(name: string, text: string, differs: string | null = null): RegCorpusEntry {
  return { name, text, isWhole: false, encoding: 'bytes', version: 4, differs };
}

/** A whole file. */
export function file(
  name: string,
  text: string,
  { encoding = 'utf-16le', differs = null }: Partial<Pick<RegCorpusEntry, 'encoding' | 'differs'>> = {},
): RegCorpusEntry {
  return { name, text, isWhole: true, encoding, version: 5, differs };
}
