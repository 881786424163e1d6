// One text of the corpus of .reg files, and what is known about it.

export interface RegCorpusEntry {
  readonly name: string;
  /**
   * Lines below the entry's own key, or with `isWhole` the whole file. `{KEY}` stands for the path of that key.
   * Every character is one byte when `encoding` is 'bytes'.
   */
  readonly text: string;
  readonly isWhole: boolean;
  readonly encoding: 'utf-16le' | 'utf-8' | 'utf-8-mark' | 'bytes';
  /** 4: lines of a REGEDIT4 file in windows-1252. */
  readonly version: 4 | 5;
  /** Why what reg.exe puts into the registry here is not what our reader says. */
  readonly differs: string | null;
}
