// Chooses the screen of the current step; a step without a screen does not compile.
import { lazy, type Dispatch } from 'react';
import { SymptomStep } from './symptom-step';
import type { WizardAction, WizardState } from './wizard-state';

// The later steps are loaded when they are opened.
const BackupStep = lazy(async () => ({ default: (await import('./backup-step')).BackupStep }));
const ValueStep = lazy(async () => ({ default: (await import('./value-step')).ValueStep }));
const ApplyStep = lazy(async () => ({ default: (await import('./apply-step')).ApplyStep }));
const DoneStep = lazy(async () => ({ default: (await import('./done-step')).DoneStep }));

export interface WizardStepProps {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardAction>;
  readonly onRecoveryPending: () => void;
}

export function WizardStep({ state, dispatch, onRecoveryPending }: WizardStepProps) {
  switch (state.step) {
    case 'symptom':
      return <SymptomStep wasInterrupted={state.wasInterrupted} reported={state.reported} dispatch={dispatch} />;
    case 'backup':
      return <BackupStep backup={state.backup} dispatch={dispatch} />;
    case 'value':
      return (
        <ValueStep
          recommendation={state.verdict?.recommendation ?? null}
          drafts={state.drafts}
          plan={state.plan}
          dispatch={dispatch}
        />
      );
    case 'apply':
      return (
        <ApplyStep plan={state.plan} isBusy={state.isBusy} dispatch={dispatch} onRecoveryPending={onRecoveryPending} />
      );
    case 'done':
      // A new change needs a new screen: readings about the previous one must not be shown with it.
      return (
        <DoneStep
          key={state.outcome.record.id}
          outcome={state.outcome}
          isBusy={state.isBusy}
          dispatch={dispatch}
          onRecoveryPending={onRecoveryPending}
        />
      );
    default:
      return unknownStep(state);
  }
}

function unknownStep(state: never): never {
  throw new Error(`No screen for ${JSON.stringify(state)}`);
}
