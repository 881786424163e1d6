// Step 6: the outcome of the change, and a button to start another one.
import { Button } from '@fluentui/react-components';
import { useCallback, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { endOf } from '../change/outcome-kind';
import { OutcomeView, outcomeTitles } from '../change/outcome-view';
import { StepFrame } from './step-frame';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { WizardAction } from './wizard-state';

export interface DoneStepProps {
  readonly outcome: ChangeOutcome;
  readonly isBusy: boolean;
  readonly dispatch: Dispatch<WizardAction>;
  readonly onRecoveryPending: () => void;
}

export function DoneStep({ outcome, isBusy, dispatch, onRecoveryPending }: DoneStepProps) {
  const { t } = useTranslation();
  const show = useCallback((shown: ChangeOutcome) => dispatch({ type: 'outcome-shown', outcome: shown }), [dispatch]);
  const setBusy = useCallback((isNowBusy: boolean) => dispatch({ type: 'busy', isBusy: isNowBusy }), [dispatch]);
  return (
    <StepFrame
      step="done"
      title={t(outcomeTitles[endOf(outcome.record)])}
      actions={
        <Button disabledFocusable={isBusy} onClick={() => dispatch({ type: 'start-over' })}>
          {t('actions.startOver')}
        </Button>
      }
    >
      <OutcomeView
        key={outcome.record.id}
        outcome={outcome}
        isBusy={isBusy}
        onBusy={setBusy}
        onOutcome={show}
        onRecoveryPending={onRecoveryPending}
      />
    </StepFrame>
  );
}
