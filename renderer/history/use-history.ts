// The history, read in parts, newest first: the first ones are on the screen while the others arrive.
import { startTransition, useCallback, useEffect, useState } from 'react';
import { call, on } from '../ipc/api';
import type { Reading } from '../ui/use-reading';
import type { Result } from '../../electron/contract/errors/result';
import type { HistoryPage, HistoryView } from '../../electron/contract/history/history-view';

/** Entries older than the one at that position; the newest where it is left out. */
export type ReadPage = (before: number | undefined) => Promise<Result<HistoryPage>>;

export interface ReadHistory extends HistoryView {
  /** Older entries are still being read. */
  readonly isPartial: boolean;
}

/** The newest entries, asked for when the page is opened: main process and window are busy at the same time. */
let ahead: { readonly at: number; readonly page: ReturnType<ReadPage>; readonly stopListening: () => void } | null =
  null;
/** What was asked for longer ago is asked for again: the page was not drawn at once. */
const longestAheadMs = 1000;

/** To be called when the page is about to be drawn. A change of the machine drops the answer. */
export function askHistoryAhead(): void {
  void takeAhead();
  ahead = {
    at: performance.now(),
    page: call('history.read', {}),
    stopListening: on('machine.changed', () => void takeAhead()),
  };
}

function takeAhead(): ReturnType<ReadPage> | null {
  const asked = ahead;
  ahead = null;
  asked?.stopListening();
  return asked && performance.now() - asked.at < longestAheadMs ? asked.page : null;
}

const readHere: ReadPage = (before) => {
  const asked = takeAhead();
  if (before !== undefined) return call('history.read', { before });
  return asked ?? call('history.read', {});
};

/** Reads at once, whenever `generation` changes, and when the returned function is called. */
export function useHistory(generation: number, readPage = readHere): readonly [Reading<ReadHistory>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<Reading<ReadHistory>>({ status: 'loading' });

  useEffect(() => {
    const reader = new AbortController();
    const { signal } = reader;
    void (async () => {
      let value: ReadHistory = { entries: [], faults: [], isPartial: true };
      let before: number | undefined;
      let drawn = 0;
      while (value.isPartial) {
        const page = await readPage(before);
        if (signal.aborted) return;
        if (!page.ok) {
          setReading({ status: 'failed', error: page.error, isRetrying: false });
          return;
        }
        const { entries, faults, isLast } = page.value;
        value = { entries: [...value.entries, ...entries], faults, isPartial: !isLast };
        before = entries.at(-1)?.position;
        // Drawn when there is twice as much: each drawing takes all of them through filter and search.
        if (value.isPartial && value.entries.length < 2 * drawn) continue;
        drawn = value.entries.length;
        const ready = { status: 'ready', value, isRefreshing: value.isPartial } as const;
        startTransition(() => setReading(ready));
      }
    })();
    return () => reader.abort();
  }, [generation, attempt, readPage]);

  return [reading, useCallback(() => setAttempt((count) => count + 1), [])];
}
