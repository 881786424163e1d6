// Step 1: is it the ports? The verdict, and an earlier change if there is one. The figures next to it are live.
// Protects: the way on to the change is the primary action only where the verdict says so.
import { Button, Text } from '@fluentui/react-components';
import { useEffect, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/error-panel';
import { HistoryFaults } from '../history/history-faults';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { useReading } from '../ui/use-reading';
import { toldChanges } from '../text/change-names';
import { StepFrame } from './step-frame';
import { RestartControls } from '../change/restart-controls';
import { pageActions, type Abilities } from '../diagnosis/page-actions';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { VerdictView } from '../diagnosis/verdict-view';
import { startMarkers } from '../../electron/contract/ipc/channels';
import type { Evidence, ReportedError } from '../../electron/contract/diagnosis/diagnosis';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { WizardAction } from './wizard-state';

export interface SymptomStepProps {
  readonly wasInterrupted: boolean;
  readonly reported: ReportedError | null;
  readonly dispatch: Dispatch<WizardAction>;
}

export function SymptomStep({ wasInterrupted, reported, dispatch }: SymptomStepProps) {
  const { t } = useTranslation();
  const { generation, machine } = useMachine();
  const [diagnosis, checkAgain, measure] = useDiagnosis(generation, reported);
  const [lastChange, readLastChange] = useReading('change.verify', generation);
  const [history] = useReading('history.check', generation);
  const known = diagnosis.status === 'ready' ? diagnosis.diagnosis : null;
  const actions = known && pageActions(known.verdict.nextStep, abilitiesOn(machine, known.evidence));
  const verdict = known?.verdict ?? null;
  const recommendation = verdict?.recommendation;
  const isOnward = actions?.primary.kind === 'change';
  useEffect(() => dispatch({ type: 'judged', verdict }), [verdict, dispatch]);
  const hasPrimaryAction = actions !== null;
  useEffect(() => {
    // oxlint-disable-next-line no-console -- read by the main process for its log
    if (hasPrimaryAction) console.info(startMarkers.usable);
  }, [hasPrimaryAction]);
  return (
    <StepFrame
      step="symptom"
      title={t('symptom.title')}
      next={{
        run: () => dispatch({ type: 'next' }),
        reason: null,
        isSecondary: !isOnward,
        doubt: !isOnward && recommendation?.kind === 'none' ? t(`recommendation.none.${recommendation.why}`) : null,
        label: t(known === null || isOnward ? 'actions.next' : 'symptom.addPortsAnyway'),
      }}
    >
      {history.status === 'ready' && <HistoryFaults faults={history.value.faults} />}
      {wasInterrupted && <Text>{t('symptom.restarted')}</Text>}
      {lastChange.status === 'ready' && lastChange.value?.record.reason === 'apply' && (
        <LastChange outcome={lastChange.value} onShow={(outcome) => dispatch({ type: 'outcome-shown', outcome })} />
      )}
      {lastChange.status === 'failed' && (
        <ErrorPanel error={lastChange.error} action={{ label: t('actions.tryAgain'), run: readLastChange }} />
      )}
      <VerdictView
        reading={diagnosis}
        actions={actions}
        restart={<RestartControls isNeeded />}
        checkAgain={checkAgain}
        measure={measure}
        reported={reported}
        onReport={(answer) => dispatch({ type: 'reported', reported: answer })}
      />
    </StepFrame>
  );
}

/** On the practice machine, nothing is done to the computer that it runs on. */
function abilitiesOn({ kind }: MachineInfo, { of }: Evidence): Abilities {
  return { canOpenTools: kind === 'windows', canRestart: of !== 'this-computer' };
}

interface LastChangeProps {
  readonly outcome: ChangeOutcome;
  readonly onShow: (outcome: ChangeOutcome) => void;
}

function LastChange({ outcome, onShow }: LastChangeProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { record, verdict } = outcome;
  const isWaiting = verdict === 'waiting-for-restart';
  return (
    <Notice
      intent={isWaiting ? 'warning' : 'info'}
      title={t(isWaiting ? 'symptom.lastChangeWaits' : 'symptom.lastChangeTitle')}
      action={<Button onClick={() => onShow(outcome)}>{t('symptom.showLastChange')}</Button>}
    >
      {t('symptom.lastChange', {
        when: formats.dateTime(record.startedAt),
        names: toldChanges(record.changes, t)
          .map(({ title }) => title)
          .join(', '),
      })}
    </Notice>
  );
}
