// Step 5: the outcome of the change, with undo; done leads back to the diagnosis.
import { Button } from '@fluentui/react-components';
import { useCallback, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { endOf } from '../change/outcome-kind';
import { OutcomeView, outcomeTitle } from '../change/outcome-view';
import { UndoAnswer, UndoButton } from '../change/undo';
import { useUndo } from '../change/use-undo';
import { useMachine } from '../machine/machine-context';
import { StepFrame } from './step-frame';
import { rangeInstead } from '../../electron/contract/change/range-instead';
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
  const { machine } = useMachine();
  const { record, verdict } = outcome;
  const show = useCallback((shown: ChangeOutcome) => dispatch({ type: 'outcome-shown', outcome: shown }), [dispatch]);
  const setBusy = useCallback((isNowBusy: boolean) => dispatch({ type: 'busy', isBusy: isNowBusy }), [dispatch]);
  const undoing = useUndo({ record, isBusy, onBusy: setBusy, onOutcome: show, onRecoveryPending });
  const isUndoable = endOf(record) === 'applied';
  const hasNextStep =
    verdict === 'waiting-for-restart' || (isUndoable && rangeInstead(outcome, machine.version) !== null);
  return (
    <StepFrame
      step="done"
      title={t(outcomeTitle(outcome, machine.version))}
      start={isUndoable && <UndoButton undoing={undoing} isBusy={isBusy} />}
      answer={
        isUndoable && (
          <UndoAnswer record={record} undoing={undoing} isBusy={isBusy} onRecoveryPending={onRecoveryPending} />
        )
      }
      actions={
        <Button
          appearance={hasNextStep ? 'secondary' : 'primary'}
          disabledFocusable={isBusy}
          onClick={() => dispatch({ type: 'start-over' })}
        >
          {t('actions.startOver')}
        </Button>
      }
    >
      <OutcomeView key={record.id} outcome={outcome} onOutcome={show} />
    </StepFrame>
  );
}
