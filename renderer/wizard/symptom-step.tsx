// Step 1: what error 10055 means, this machine's figures now, and whether it is likely to be this.
import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useEffect, useState, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../api';
import { ErrorPanel } from '../ui/error-panel';
import { Facts } from '../ui/facts';
import { useMachine } from '../ui/machine-context';
import { Notice } from '../ui/notice';
import { rangeText } from '../ui/range-text';
import { RawRange } from '../ui/raw-range';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading } from '../ui/use-reading';
import { levelOf, shareOf, type UsageLevel } from '../usage/usage-level';
import { StepFrame } from './step-frame';
import { tcpStates, type ChangeOutcome, type Likelihood, type Symptom, type UsageSample } from '../../electron/contract/models';
import type { WizardAction } from './wizard-state';

const useStyles = makeStyles({ paragraph: { margin: 0 } });

const intents = { 'likely': 'warning', 'possible': 'warning', 'unlikely': 'success', 'not-known': 'info' } as const satisfies Record<Likelihood, string>;

export interface SymptomStepProps {
  readonly wasInterrupted: boolean;
  readonly dispatch: Dispatch<WizardAction>;
}

export function SymptomStep({ wasInterrupted, dispatch }: SymptomStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation, machine } = useMachine();
  const [symptom, readSymptom] = useReading('symptom.read', generation);
  const [lastChange, readLastChange] = useReading('change.verify', generation);
  return (
    <StepFrame step="symptom" title={t('symptom.title')} next={{ run: () => dispatch({ type: 'next' }), reason: null }}>
      {wasInterrupted && <Text>{t('symptom.restarted')}</Text>}
      {lastChange.status === 'ready' && lastChange.value?.record.reason === 'apply' && (
        <LastChange outcome={lastChange.value} onShow={(outcome) => dispatch({ type: 'outcome-shown', outcome })} />
      )}
      {lastChange.status === 'failed' && (
        <ErrorPanel error={lastChange.error} action={{ label: t('actions.tryAgain'), run: readLastChange }} />
      )}
      <p className={styles.paragraph}>{t('symptom.meaning')}</p>
      <p className={styles.paragraph}>{t('symptom.onThePhone')}</p>
      <Section title={t(machine.usageSource === 'machine' ? 'symptom.figuresTitle' : 'symptom.practiceFiguresTitle')}>
        <ReadingView reading={symptom} label={t('app.starting')} readAgain={readSymptom}>
          {(value) => <Figures symptom={value} onOutdated={readSymptom} />}
        </ReadingView>
      </Section>
    </StepFrame>
  );
}

interface FiguresProps {
  readonly symptom: Symptom;
  readonly onOutdated: () => void;
}

/** The figures are live; the verdict is asked for again when they cross a threshold. */
function Figures({ symptom, onOutdated }: FiguresProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { likelihood, effective } = symptom;
  const usage = useLatestUsage(symptom.usage);
  const figures = usage.ok ? usage.figures : null;
  const timeWait = figures?.byState[tcpStates.indexOf('TIME_WAIT')];
  const judged = fullness(symptom.usage);
  const present = fullness(usage);

  useEffect(() => {
    if (present !== judged) onOutdated();
  }, [present, judged, onOutdated]);

  return (
    <>
      <Facts
        hasLongNames
        facts={[
          { name: t('symptom.effectiveRange'), value: rangeText(effective, formats, t) },
          {
            name: t('symptom.inUse'),
            value: figures === null || !usage.ok ? t('symptom.notMeasured') : t('symptom.inUseValue', {
              inUse: formats.count(figures.inUse),
              limit: formats.count(figures.usable),
              percent: formats.percent(shareOf(usage)),
            }),
          },
          { name: t('symptom.timeWait'), value: timeWait === undefined ? t('symptom.notMeasured') : formats.count(timeWait) },
        ]}
      />
      <RawRange reading={effective} />
      <Notice intent={intents[likelihood]} title={t(`symptom.verdict.${likelihood}.title`)}>
        {t(`symptom.verdict.${likelihood}.text`)}
      </Notice>
      {(likelihood === 'unlikely' || likelihood === 'possible') && (
        <Section title={t('symptom.otherCausesTitle')}>
          <Text>{t('symptom.otherCauses')}</Text>
        </Section>
      )}
    </>
  );
}

function fullness(usage: UsageSample): UsageLevel | null {
  return usage.ok ? levelOf(usage) : null;
}

function useLatestUsage(first: UsageSample): UsageSample {
  const [latest, setLatest] = useState<UsageSample | null>(null);
  useEffect(() => on('usage.sampled', setLatest), []);
  return latest ?? first;
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
