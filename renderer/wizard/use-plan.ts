// Requests a plan shortly after the last change of a choice, one request at a time.
// Protects: a newer plan invalidates an older token, so requests never overtake each other.
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../ipc/api';
import type { AppError } from '../../electron/contract/errors/errors';
import type { RequestedChange } from '../../electron/contract/change/plan';
import type { PreparedPlan } from './wizard-state';

const pause = 250;

export interface PlanRequest {
  readonly error: AppError | null;
  readonly askAgain: () => void;
}

/** `wanted` is null or empty while there is nothing to ask for; a new array asks anew. */
export function usePlan(
  requested: readonly RequestedChange[] | null,
  onPlan: (plan: PreparedPlan) => void,
): PlanRequest {
  const [failed, setFailed] = useState<{
    readonly requested: readonly RequestedChange[];
    readonly error: AppError;
  } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    if (requested === null || requested.length === 0) return undefined;
    const superseded = new AbortController();
    const isSuperseded = () => superseded.signal.aborted;
    const ask = async () => {
      if (isSuperseded()) return;
      const result = await call('plan.create', { requested: [...requested] });
      if (isSuperseded()) return;
      setFailed(result.ok ? null : { requested, error: result.error });
      if (result.ok) onPlan({ requested, preview: result.value });
    };
    const timer = window.setTimeout(() => {
      queue.current = queue.current.then(ask);
    }, pause);
    return () => {
      superseded.abort();
      window.clearTimeout(timer);
    };
  }, [requested, attempt, onPlan]);

  const askAgain = useCallback(() => setAttempt((count) => count + 1), []);
  return { error: failed !== null && failed.requested === requested ? failed.error : null, askAgain };
}
