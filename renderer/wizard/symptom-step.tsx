// Step 1: what error 10055 means, this machine's figures now, and whether it is likely to be this.
import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Facts } from '../ui/facts';
import { useMachine } from '../ui/machine-context';
import { Notice } from '../ui/notice';
import { rangeText } from '../ui/range-text';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading } from '../ui/use-reading';
import { shareOf } from '../usage/usage-level';
import { StepFrame } from './step-frame';
import { tcpStates, type ChangeOutcome, type Likelihood, type Symptom } from '../../electron/contract/models';
import type { WizardAction } from './wizard-state';
import type { Dispatch } from 'react';

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
  const [lastChange] = useReading('change.verify', generation);
  return (
    <StepFrame step="symptom" title={t('symptom.title')} next={{ run: () => dispatch({ type: 'next' }), reason: null }}>
      {wasInterrupted && <Text>{t('symptom.restarted')}</Text>}
      {lastChange.status === 'ready' && lastChange.value?.record.reason === 'apply' && (
        <LastChange outcome={lastChange.value} onShow={(outcome) => dispatch({ type: 'outcome-shown', outcome })} />
      )}
      <p className={styles.paragraph}>{t('symptom.meaning')}</p>
      <p className={styles.paragraph}>{t('symptom.onThePhone')}</p>
      <Section title={t(machine.usageSource === 'machine' ? 'symptom.figuresTitle' : 'symptom.practiceFiguresTitle')}>
        <ReadingView reading={symptom} label={t('app.starting')} readAgain={readSymptom}>
          {(value) => <Figures symptom={value} />}
        </ReadingView>
      </Section>
    </StepFrame>
  );
}

function Figures({ symptom }: { readonly symptom: Symptom }) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { likelihood, effective, usage } = symptom;
  const figures = usage.ok ? usage.figures : null;
  const timeWait = figures?.byState[tcpStates.indexOf('TIME_WAIT')];
  return (
    <>
      <Facts
        hasLongNames
        facts={[
          { name: t('symptom.effectiveRange'), value: rangeText(effective, formats, t) },
          {
            name: t('symptom.inUse'),
            value: figures === null ? t('symptom.notMeasured') : t('symptom.inUseValue', {
              inUse: formats.count(figures.inUse),
              limit: formats.count(figures.range.number),
              percent: formats.percent(shareOf(figures)),
            }),
          },
          { name: t('symptom.timeWait'), value: timeWait === undefined ? t('symptom.notMeasured') : formats.count(timeWait) },
        ]}
      />
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
