// Evidence that is being saved, or an evidence file that is open, in the place of the pages of this computer.
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import type { EvidenceActions } from '../ui/evidence-actions';
import type { OpenedEvidenceView } from '../../electron/contract/evidence/evidence';
import type { AppError } from '../../electron/contract/errors/errors';

export type ShownEvidence =
  | { readonly kind: 'save'; readonly chart: Uint8Array | null }
  | { readonly kind: 'opened'; readonly opened: OpenedEvidenceView };

export interface EvidenceInWindow {
  readonly shown: ShownEvidence | null;
  readonly actions: EvidenceActions;
  readonly close: () => void;
  /** Why a file could not be opened. */
  readonly answer: ReactNode;
}

export function useEvidence(): EvidenceInWindow {
  const [shown, setShown] = useState<ShownEvidence | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  /** What opened it, and receives the focus when it is closed. */
  const opener = useRef<Element | null>(null);

  const show = useCallback((next: ShownEvidence) => {
    setError(null);
    setShown(next);
  }, []);
  const actions = useMemo(
    (): EvidenceActions => ({
      save(chart) {
        opener.current = document.activeElement;
        show({ kind: 'save', chart });
      },
      open() {
        opener.current = document.activeElement;
        setError(null);
        void call('evidence.open', {}).then((answer) => {
          if (answer.ok) show({ kind: 'opened', opened: answer.value });
          else if (answer.error.code !== 'NOT_CONFIRMED') setError(answer.error);
        });
      },
    }),
    [show],
  );
  const close = useCallback(() => {
    setShown(null);
    void call('evidence.close', {});
    const before = opener.current;
    requestAnimationFrame(() => before instanceof HTMLElement && before.focus());
  }, []);

  return { shown, actions, close, answer: error && <ErrorPanel error={error} isAnswer /> };
}
