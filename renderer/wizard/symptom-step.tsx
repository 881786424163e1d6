// Step 1: is it the ports? The verdict, and an earlier change if there is one. The figures next to it are live.
import { Button, Text } from '@fluentui/react-components';
import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/error-panel';
import { HistoryFaults } from '../history/history-faults';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { useReading } from '../ui/use-reading';
import { StepFrame } from './step-frame';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { VerdictView } from '../diagnosis/verdict-view';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { WizardAction } from './wizard-state';

export interface SymptomStepProps {
  readonly wasInterrupted: boolean;
  readonly dispatch: Dispatch<WizardAction>;
}

export function SymptomStep({ wasInterrupted, dispatch }: SymptomStepProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [diagnosis, checkAgain] = useDiagnosis(generation);
  const [lastChange, readLastChange] = useReading('change.verify', generation);
  const [history] = useReading('history.check', generation);
  const conclusion = diagnosis.status === 'ready' ? diagnosis.diagnosis.verdict.conclusion : null;
  const doubt = conclusion === 'not-ports' || conclusion === 'leak' ? t(`symptom.doubt.${conclusion}`) : null;
  return (
    <StepFrame
      step="symptom"
      title={t('symptom.title')}
      next={{ run: () => dispatch({ type: 'next' }), reason: null, doubt }}
    >
      {history.status === 'ready' && <HistoryFaults faults={history.value.faults} />}
      {wasInterrupted && <Text>{t('symptom.restarted')}</Text>}
      {lastChange.status === 'ready' && lastChange.value?.record.reason === 'apply' && (
        <LastChange outcome={lastChange.value} onShow={(outcome) => dispatch({ type: 'outcome-shown', outcome })} />
      )}
      {lastChange.status === 'failed' && (
        <ErrorPanel error={lastChange.error} action={{ label: t('actions.tryAgain'), run: readLastChange }} />
      )}
      <VerdictView reading={diagnosis} checkAgain={checkAgain} />
    </StepFrame>
  );
}

interface LastChangeProps {
  readonly outcome: ChangeOutcome;
  readonly onShow: (outcome: ChangeOutcome) => void;
}

function LastChange({ outcome, onShow }: LastChangeProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { record } = outcome;
  return (
    <Notice
      intent="info"
      title={t('symptom.lastChangeTitle')}
      action={<Button onClick={() => onShow(outcome)}>{t('symptom.showLastChange')}</Button>}
    >
      {t('symptom.lastChange', {
        when: formats.dateTime(record.startedAt),
        names: record.changes.map(({ name }) => name).join(', '),
      })}
    </Notice>
  );
}
