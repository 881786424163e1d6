// Step 4: applies the plan and shows each stage as it happens.
import { useCallback, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ApplyAnswer, ApplyButton, ApplyView } from '../change/apply-view';
import { leadsToRecovery, needsNewChoice, useApply } from '../change/use-apply';
import { useSeriousWarnings } from '../change/use-serious-warnings';
import { StepFrame } from './step-frame';
import type { PreparedPlan, WizardAction } from './wizard-state';

export interface ApplyStepProps {
  readonly plan: PreparedPlan;
  readonly isBusy: boolean;
  readonly dispatch: Dispatch<WizardAction>;
  readonly onRecoveryPending: () => void;
}

export function ApplyStep({ plan, isBusy, dispatch, onRecoveryPending }: ApplyStepProps) {
  const { t } = useTranslation();
  const { requested, preview } = plan;
  const warnings = useSeriousWarnings(preview.sideEffects);
  const askForPlan = useCallback(() => call('plan.create', { requested: [...requested] }), [requested]);
  const applying = useApply({
    preview,
    askForPlan,
    onPlanned: (planned) => dispatch({ type: 'planned', plan: { requested, preview: planned } }),
    onApplied: (outcome) => dispatch({ type: 'applied', outcome }),
    isBusy,
    onBusy: (isNowBusy) => dispatch({ type: 'busy', isBusy: isNowBusy }),
  });
  const { error } = applying;
  const isUnread = warnings.areThere && !warnings.areRead;

  const tryAgain = () => {
    if (error !== null && leadsToRecovery(error)) onRecoveryPending();
    else if (error !== null && needsNewChoice(error)) dispatch({ type: 'plan-lost' });
    else void applying.tryAgain();
  };

  return (
    <StepFrame
      step="apply"
      title={t('apply.title')}
      onBack={isBusy ? undefined : () => dispatch({ type: 'back' })}
      answer={<ApplyAnswer applying={applying} onTryAgain={tryAgain} />}
      actions={<ApplyButton applying={applying} isBusy={isBusy} isUnread={isUnread} />}
      hint={isUnread ? t('apply.readFirst') : undefined}
    >
      <ApplyView preview={preview} applying={applying} warnings={warnings} />
    </StepFrame>
  );
}
