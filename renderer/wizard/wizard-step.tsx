// Chooses the screen of the current step; the compiler refuses a step without one.
import type { Dispatch } from 'react';
import { ApplyStep } from './apply-step';
import { BackupStep } from './backup-step';
import { DoneStep } from './done-step';
import { LocateStep } from './locate-step';
import { SymptomStep } from './symptom-step';
import { ValueStep } from './value-step';
import type { WizardAction, WizardState } from './wizard-state';

export interface WizardStepProps {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardAction>;
  readonly onRecoveryPending: () => void;
}

export function WizardStep({ state, dispatch, onRecoveryPending }: WizardStepProps) {
  switch (state.step) {
    case 'symptom':
      return <SymptomStep wasInterrupted={state.wasInterrupted} dispatch={dispatch} />;
    case 'backup':
      return <BackupStep backup={state.backup} dispatch={dispatch} />;
    case 'locate':
      return <LocateStep dispatch={dispatch} />;
    case 'value':
      return <ValueStep drafts={state.drafts} plan={state.plan} dispatch={dispatch} />;
    case 'apply':
      return <ApplyStep plan={state.plan} isBusy={state.isBusy} dispatch={dispatch} onRecoveryPending={onRecoveryPending} />;
    case 'done':
      // Another change is another screen: what was read about the one before must not be shown with it.
      return <DoneStep key={state.outcome.record.id} outcome={state.outcome} isBusy={state.isBusy} dispatch={dispatch} onRecoveryPending={onRecoveryPending} />;
    default:
      return unknownStep(state);
  }
}

function unknownStep(state: never): never {
  throw new Error(`No screen for ${JSON.stringify(state)}`);
}
