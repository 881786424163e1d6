// One reading from the main process as a value to render: loading, failed or ready.
// During a new reading the previous answer stays on screen, so that focus and scroll position are kept.
import { useCallback, useEffect, useState } from 'react';
import { call } from '../ipc/api';
import { firstAnswer, takeFirstAnswer } from '../ipc/first-answers';
import { useRefreshCount } from './refresh';
import type { CallName } from '../../electron/contract/ipc/calls.schema';
import type { CallOutput } from '../../electron/contract/ipc/calls';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

export type Reading<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppError; readonly isRetrying: boolean }
  | { readonly status: 'ready'; readonly value: T; readonly isRefreshing: boolean };

/** The calls that have no input and change nothing. */
export type ReadName = Extract<
  CallName,
  | 'machine.describe'
  | 'parameters.read'
  | 'change.verify'
  | 'change.prove'
  | 'recovery.read'
  | 'history.check'
  | 'ticket.options'
  | 'usage.settings'
  | 'usage.outlook'
  | 'recording.days'
  | 'recording.state'
  | 'backups.list'
  | 'findings.read'
  | 'page.state'
  | 'settings.read'
  | 'about.read'
  | 'diagnosis.error-texts'
>;

/** Reads at once, whenever `generation` changes, when the person asks for all to be read again (F5), and when the returned function is called. */
export function useReading<N extends ReadName>(
  name: N,
  generation: number,
): readonly [Reading<CallOutput<N>>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const refresh = useRefreshCount();
  const key = `${generation}/${refresh}/${attempt}`;
  const [settled, setSettled] = useState<Settled<CallOutput<N>> | null>(() => {
    const result = firstAnswer(name);
    return result && { key, result };
  });

  useEffect(() => {
    let isCurrent = true;
    void (takeFirstAnswer(name) ?? call(name, {})).then((result) => {
      if (isCurrent)
        setSettled((before) => (before?.key === key && before.result === result ? before : { key, result }));
    });
    return () => {
      isCurrent = false;
    };
  }, [name, key]);

  const readAgain = useCallback(() => setAttempt((count) => count + 1), []);
  return [readingOf(settled, key), readAgain];
}

interface Settled<T> {
  readonly key: string;
  readonly result: Result<T>;
}

function readingOf<T>(settled: Settled<T> | null, key: string): Reading<T> {
  if (settled === null) return { status: 'loading' };
  const isStale = settled.key !== key;
  return settled.result.ok
    ? { status: 'ready', value: settled.result.value, isRefreshing: isStale }
    : { status: 'failed', error: settled.result.error, isRetrying: isStale };
}
