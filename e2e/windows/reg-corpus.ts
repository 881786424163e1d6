// A corpus of .reg texts, each with the key that it may write to. Wine's reg.exe stands in for the one of Windows: where
// Microsoft's documentation says that Windows does something else, the entry says so in `differs` and our reader follows
// the documentation.
import { regBytesCorpus } from './reg-corpus-bytes';
import { regFilesCorpus } from './reg-corpus-files';
import type { RegCorpusEntry } from './reg-corpus-model';
import { regValuesCorpus } from './reg-corpus-values';

export const regCorpus: readonly RegCorpusEntry[] = [...regValuesCorpus, ...regBytesCorpus, ...regFilesCorpus];
