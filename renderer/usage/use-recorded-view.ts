// A stretch of the recording, read again whenever another one is shown: one reading at a time, the latest question last.
import { useEffect, useRef, useState } from 'react';
import type { TimeSpan } from './chart-window';
import { useRecordingSource } from './recording-source';
import { call } from '../ipc/api';
import { useRefreshCount } from '../ui/refresh';
import type { AppError } from '../../electron/contract/errors/errors';
import type { RecordedView } from '../../electron/contract/recording/recording';
import type { Result } from '../../electron/contract/errors/result';

/** More would not be seen. */
const chartRows = 1500;

export interface RecordedReading {
  /** The latest answer; null until there is one. */
  readonly view: RecordedView | null;
  readonly error: AppError | null;
}

export function useRecordedView({ from, to }: TimeSpan, isSimulated: boolean | null): RecordedReading {
  const [answer, setAnswer] = useState<Result<RecordedView> | null>(null);
  const refresh = useRefreshCount();
  const source = useRecordingSource();
  const running = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (isSimulated === null) return undefined;
    let isWanted = true;
    const question = { from: Math.floor(from), to: Math.ceil(to), rows: chartRows, isSimulated };
    running.current = running.current
      // Somebody has gone on meanwhile, as with the wheel of the mouse.
      .then(() => (isWanted ? (source?.read(question) ?? call('recording.read', question)) : null))
      .then((read) => {
        if (read && isWanted) setAnswer(read);
      });
    return () => {
      isWanted = false;
    };
  }, [from, to, isSimulated, refresh, source]);

  return { view: answer?.ok ? answer.value : null, error: answer?.ok === false ? answer.error : null };
}
