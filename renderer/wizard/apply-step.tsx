// Step 5: carries the plan out, each stage visible as it happens.
// Protects: the writing button never has the focus by itself, and the main process asks once more before the first write.
import { Button, Spinner, Text } from '@fluentui/react-components';
import { ShieldRegular } from '@fluentui/react-icons/svg/shield';
import { useState, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api';
import { ChangesTable } from '../ui/changes-table';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import { StageList } from './stage-list';
import { stageRows, type ChangeEnd } from './stage-progress';
import { StepFrame } from './step-frame';
import { useStages } from './use-stages';
import type { AppError } from '../../electron/contract/errors';
import type { PreparedPlan, WizardAction } from './wizard-state';

export interface ApplyStepProps {
  readonly plan: PreparedPlan;
  readonly isBusy: boolean;
  readonly dispatch: Dispatch<WizardAction>;
  readonly onRecoveryPending: () => void;
}

export function ApplyStep({ plan, isBusy, dispatch, onRecoveryPending }: ApplyStepProps) {
  const { t } = useTranslation();
  const [reports, clearReports] = useStages();
  const [end, setEnd] = useState<ChangeEnd>(null);
  const [error, setError] = useState<AppError | null>(null);

  /** The token is used up by an attempt: the same change is worked out again, against the state as it is now. */
  const planAgain = async () => {
    const result = await call('plan.create', { wanted: [...plan.wanted] });
    setError(result.ok ? null : result.error);
    if (result.ok) dispatch({ type: 'planned', plan: { wanted: plan.wanted, preview: result.value } });
  };

  const apply = async () => {
    if (isBusy) return;
    dispatch({ type: 'busy', isBusy: true });
    clearReports();
    setError(null);
    setEnd('running');
    const result = await call('plan.apply', { token: plan.preview.token });
    if (result.ok) {
      dispatch({ type: 'applied', outcome: result.value });
      return;
    }
    const isCancelled = result.error.code === 'NOT_CONFIRMED';
    setEnd(isCancelled ? 'cancelled' : 'failed');
    if (isCancelled) await planAgain();
    else setError(result.error);
    dispatch({ type: 'busy', isBusy: false });
  };

  const tryAgain = () => {
    if (error?.code === 'RECOVERY_PENDING') onRecoveryPending();
    else if (error !== null && needsNewChoice(error)) dispatch({ type: 'plan-lost' });
    else void planAgain().then(() => setEnd(null)).then(clearReports);
  };

  return (
    <StepFrame
      step="apply"
      title={t('apply.title')}
      onBack={isBusy ? undefined : () => dispatch({ type: 'back' })}
      actions={
        <Button
          appearance="primary"
          icon={isBusy ? <Spinner size="tiny" /> : <ShieldRegular />}
          disabledFocusable={isBusy || error !== null}
          onClick={() => void apply()}
        >
          {t(isBusy ? 'apply.running' : 'apply.button')}
        </Button>
      }
    >
      {(end === null || end === 'cancelled') && <Text>{t('apply.lead')}</Text>}
      {end === 'cancelled' && error === null && (
        <Notice intent="info" title={t('apply.notConfirmedTitle')}>{t('apply.notConfirmed')}</Notice>
      )}
      {error && (
        <ErrorPanel error={error} action={{ label: t(needsNewChoice(error) ? 'apply.readAgain' : 'actions.tryAgain'), run: tryAgain }} />
      )}
      <ChangesTable label={t('apply.tableLabel')} before={t('value.before')} after={t('value.after')} changes={plan.preview.changes} />
      <Section title={t('apply.stagesTitle')}>
        <StageList rows={stageRows(plan.preview.changes, reports, end)} />
      </Section>
    </StepFrame>
  );
}

/** The state is no longer the one that was shown: the person must see it and choose again. */
function needsNewChoice({ code }: AppError): boolean {
  return code === 'DRIFTED' || code === 'TOKEN_UNKNOWN' || code === 'ALREADY_AS_WANTED' || code === 'OUT_OF_RANGE';
}
