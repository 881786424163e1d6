// Applies the plan that is shown: the stages as they happen, and the outcome.
// Protects: an attempt uses up its token, so that the next one plans the change again, against the state at that time; a plan
// that is not the one that was shown is shown before it is applied.
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { call } from '../ipc/api';
import { useStages } from './use-stages';
import type { ChangeEnd } from './stage-progress';
import type { AppError } from '../../electron/contract/errors/errors';
import type { PlanPreview } from '../../electron/contract/change/plan';
import type { StageReport } from '../../electron/contract/change/stages.schema';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { Result } from '../../electron/contract/errors/result';

export interface ApplyTools {
  /** The plan that is shown. */
  readonly preview: PlanPreview;
  readonly askForPlan: () => Promise<Result<PlanPreview>>;
  readonly onPlanned: (preview: PlanPreview) => void;
  readonly onApplied: (outcome: ChangeOutcome) => void;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
}

export interface Applying {
  readonly end: ChangeEnd;
  readonly error: AppError | null;
  readonly reports: readonly StageReport[];
  readonly apply: () => Promise<void>;
  readonly tryAgain: () => Promise<void>;
}

export function useApply({ preview, askForPlan, onPlanned, onApplied, isBusy, onBusy }: ApplyTools): Applying {
  const [reports, clearReports] = useStages();
  const [end, setEnd] = useState<ChangeEnd>(null);
  const [error, setError] = useState<AppError | null>(null);

  const planAgain = async (): Promise<PlanPreview | null> => {
    const result = await askForPlan();
    setError(result.ok ? null : result.error);
    if (result.ok) onPlanned(result.value);
    return result.ok ? result.value : null;
  };

  const applyPlan = async ({ token }: PlanPreview) => {
    onBusy(true);
    clearReports();
    setError(null);
    setEnd('running');
    const result = await call('plan.apply', { token });
    if (result.ok) {
      onApplied(result.value);
      return;
    }
    const isCanceled = result.error.code === 'NOT_CONFIRMED';
    setEnd(isCanceled ? 'canceled' : 'failed');
    if (isCanceled) await planAgain();
    else setError(result.error);
    onBusy(false);
  };

  const apply = async () => {
    if (!isBusy) await applyPlan(preview);
  };

  const tryAgain = async () => {
    if (isBusy) return;
    const planned = await planAgain();
    setEnd(null);
    clearReports();
    if (planned !== null && isSamePlan(planned, preview)) await applyPlan(planned);
  };

  return { end, error, reports, apply, tryAgain };
}

/** Whether the user has seen what it would do: the same values, and the same side effects. */
function isSamePlan(one: PlanPreview, other: PlanPreview): boolean {
  const shown = ({ changes, sideEffects }: PlanPreview) => JSON.stringify([changes, sideEffects]);
  return shown(one) === shown(other);
}

/** A change is open, or may be: recovery comes before anything else. */
export function leadsToRecovery(error: AppError): boolean {
  return error.code === 'RECOVERY_PENDING' || (error.code === 'ELEVATION_FAILED' && error.reason === 'cut-off');
}

/** After an undo that may still be open: the history must be read. */
export function wayOutOf(
  error: AppError,
  t: TFunction,
  readRecovery: () => void,
): { label: string; run: () => void } | undefined {
  return leadsToRecovery(error) ? { label: t('apply.readAgain'), run: readRecovery } : undefined;
}

/** The state is no longer the one that was shown: the user must see it and decide again. */
export function needsNewChoice({ code }: AppError): boolean {
  return code === 'DRIFTED' || code === 'TOKEN_UNKNOWN' || code === 'ALREADY_AS_WANTED' || code === 'OUT_OF_RANGE';
}
