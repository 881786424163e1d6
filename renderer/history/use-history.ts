// The history, read in parts, newest first: the first ones are on the screen while the others arrive.
import { useCallback, useEffect, useState } from 'react';
import { call } from '../ipc/api';
import type { Reading } from '../ui/use-reading';
import type { HistoryView } from '../../electron/contract/history/history-view';

export interface ReadHistory extends HistoryView {
  /** Older entries are still being read. */
  readonly isPartial: boolean;
}

/** Reads at once, whenever `generation` changes, and when the returned function is called. */
export function useHistory(generation: number): readonly [Reading<ReadHistory>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<Reading<ReadHistory>>({ status: 'loading' });

  useEffect(() => {
    let isCurrent = true;
    void (async () => {
      let value: ReadHistory = { entries: [], faults: [], isPartial: true };
      let before: number | undefined;
      while (isCurrent && value.isPartial) {
        const page = await call('history.read', before === undefined ? {} : { before });
        if (!isCurrent) return;
        if (!page.ok) {
          setReading({ status: 'failed', error: page.error, isRetrying: false });
          return;
        }
        const { entries, faults, left } = page.value;
        value = { entries: [...value.entries, ...entries], faults, isPartial: left > 0 };
        before = entries.at(-1)?.position;
        setReading({ status: 'ready', value, isRefreshing: value.isPartial });
      }
    })();
    return () => {
      isCurrent = false;
    };
  }, [generation, attempt]);

  return [reading, useCallback(() => setAttempt((count) => count + 1), [])];
}
