// The comparison of what is selected, one at a time: the main process knows only the one that it made last.
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../ipc/api';
import { keyOf, type Source } from './backup-source';
import type { Comparison } from '../../electron/contract/backup/comparison';
import type { Result } from '../../electron/contract/errors/result';

export interface Compared {
  readonly key: string;
  readonly result: Result<Comparison>;
  /** In ms since 1970. */
  readonly at: number;
}

interface Request {
  readonly key: string;
  readonly compare: () => Promise<Result<Comparison>>;
}

export interface Comparing {
  /** The comparison that was made last; of something else while a new one is made. */
  readonly compared: Compared | null;
  readonly isReading: boolean;
  readonly compare: (source: Source) => void;
  /** The same, unless it is what was asked for last. */
  readonly compareSelected: (source: Source) => void;
  /** Takes what was compared when the file was opened. */
  readonly show: (key: string, result: Result<Comparison>) => void;
}

/** `generation`: of the machine; a comparison of an earlier one is outdated. Of several requests in a row only the last is carried out, so that moving through the list costs little. */
export function useComparison(generation: number): Comparing {
  const [compared, setCompared] = useState<Compared | null>(null);
  const [isReading, setIsReading] = useState(false);
  const next = useRef<Request | null>(null);
  const isRunning = useRef(false);
  const last = useRef<string | null>(null);
  useEffect(() => () => void (next.current = null), []);

  const show = useCallback(
    (key: string, result: Result<Comparison>) => {
      last.current = `${generation} ${key}`;
      setCompared({ key, result, at: Date.now() });
    },
    [generation],
  );

  const compare = useCallback(
    (source: Source) => {
      last.current = `${generation} ${keyOf(source)}`;
      next.current = { key: keyOf(source), compare: () => compareSource(source) };
      if (isRunning.current) {
        void call('reg-file.cancel', {});
        return;
      }
      void (async () => {
        isRunning.current = true;
        setIsReading(true);
        for (let request = takeFrom(next); request; request = takeFrom(next)) {
          const result = await request.compare();
          if (next.current === null) show(request.key, result);
        }
        isRunning.current = false;
        setIsReading(false);
      })();
    },
    [show, generation],
  );

  const compareSelected = useCallback(
    (source: Source) => {
      if (last.current !== `${generation} ${keyOf(source)}`) compare(source);
    },
    [compare, generation],
  );

  return { compared, isReading, compare, compareSelected, show };
}

function takeFrom(next: { current: Request | null }): Request | null {
  const request = next.current;
  next.current = null;
  return request;
}

function compareSource(source: Source): Promise<Result<Comparison>> {
  return source.kind === 'file'
    ? call('reg-file.compare', { id: source.id })
    : call('backup.compare', { id: source.listing.backup.id });
}
