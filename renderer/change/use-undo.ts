// Undo of an applied change; the main process asks for confirmation before it writes.
import { useState } from 'react';
import { call } from '../ipc/api';
import { useStages } from './use-stages';
import type { AppError } from '../../electron/contract/errors/errors';
import type { StageReport } from '../../electron/contract/change/stages.schema';
import type { ChangeRecord } from '../../electron/contract/history/change-record';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

export interface UndoTools {
  readonly record: ChangeRecord;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onOutcome: (outcome: ChangeOutcome) => void;
  readonly onRecoveryPending: () => void;
}

export interface Undoing {
  readonly error: AppError | null;
  readonly reports: readonly StageReport[];
  readonly undo: () => Promise<void>;
}

export function useUndo({ record, isBusy, onBusy, onOutcome, onRecoveryPending }: UndoTools): Undoing {
  const [reports, clearReports] = useStages();
  const [error, setError] = useState<AppError | null>(null);

  const undo = async () => {
    if (isBusy) return;
    clearReports();
    setError(null);
    onBusy(true);
    const result = await call('change.undo', { id: record.id });
    onBusy(false);
    if (result.ok) onOutcome(result.value);
    else if (result.error.code === 'RECOVERY_PENDING') onRecoveryPending();
    else setError(result.error);
  };

  return { error, reports, undo };
}
