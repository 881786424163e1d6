// Whose recording is shown: that of this computer, or that of an evidence file.
import { createContext, useContext } from 'react';
import type { RecordedQuestion, RecordedSnapshot, RecordedView } from '../../electron/contract/recording/recording';
import type { Result } from '../../electron/contract/errors/result';

export interface RecordingSource {
  readonly read: (question: RecordedQuestion) => Promise<Result<RecordedView>>;
  readonly snapshot: (at: number, isSimulated: boolean) => Promise<Result<RecordedSnapshot | null>>;
  readonly isSimulated: boolean;
  readonly computer: string;
}

/** Null: this computer. */
export const RecordingSourceContext = createContext<RecordingSource | null>(null);

export function useRecordingSource(): RecordingSource | null {
  return useContext(RecordingSourceContext);
}
