// The verdict in plain words: conclusion, reasons, next step; the evidence with its sources is collapsed below.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { ErrorPanel } from '../ui/error-panel';
import { DataTable } from '../ui/data-table';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import { verdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import { evidenceRows } from '../../electron/contract/diagnosis/evidence-text';
import type { DiagnosisReading } from './use-diagnosis';
import type { Evidence } from '../../electron/contract/diagnosis/diagnosis';
import type { Diagnosis, Severity } from '../../electron/contract/diagnosis/verdict';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';

const useStyles = makeStyles({
  reasons: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  paragraph: { margin: 0 },
  again: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  note: { color: tokens.colorNeutralForeground3 },
});

const intents = {
  ok: 'success',
  neutral: 'info',
  warning: 'warning',
  critical: 'error',
  unknown: 'info',
} as const satisfies Record<Severity, string>;

export interface VerdictViewProps {
  readonly reading: DiagnosisReading;
  readonly checkAgain: () => void;
}

export function VerdictView({ reading, checkAgain }: VerdictViewProps) {
  const { t } = useTranslation();
  switch (reading.status) {
    case 'loading':
      return <Spinner label={t('symptom.checking')} labelPosition="after" size="small" />;
    case 'failed':
      return (
        <ErrorPanel
          error={reading.error}
          action={{ label: t('actions.tryAgain'), run: checkAgain, isRunning: reading.isRetrying }}
        />
      );
    case 'ready':
      return (
        <Verdict
          diagnosis={reading.diagnosis}
          checkedAt={reading.checkedAt}
          isChecking={reading.isChecking}
          checkAgain={checkAgain}
        />
      );
  }
}

function titleOf({ of, load }: Evidence, { computerName, usageProduct }: MachineInfo, t: TFunction): string {
  if (load !== null) return t('symptom.verdictOf.simulated', { load: t(`live.loads.${load}`) });
  return of === 'machine'
    ? t('symptom.verdictOf.machine', { computer: computerName })
    : t('symptom.verdictOf.this-computer', { product: usageProduct });
}

interface VerdictProps {
  readonly diagnosis: Diagnosis;
  readonly checkedAt: number;
  readonly isChecking: boolean;
  readonly checkAgain: () => void;
}

function Verdict({ diagnosis, checkedAt, isChecking, checkAgain }: VerdictProps) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('diagnosis');
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const { verdict, evidence } = diagnosis;
  const { title, text, reasons, nextStep } = verdictText(verdict, words, formats);
  return (
    <>
      <Section title={titleOf(evidence, machine, t)}>
        {/* Another conclusion is another message, and is announced as one. */}
        <Notice
          key={`${verdict.conclusion} ${verdict.culprit?.processId ?? ''}`}
          intent={intents[verdict.severity]}
          title={title}
        >
          {text}
        </Notice>
        <ul className={styles.reasons} aria-label={t('symptom.reasons')}>
          {reasons.map((reason, index) => (
            <li key={verdict.reasons[index]?.code ?? index}>{reason}</li>
          ))}
        </ul>
        <p className={styles.paragraph}>
          <strong>{t('symptom.nextStep')}</strong> {nextStep}
        </p>
        <div className={styles.again}>
          <Button icon={<ArrowClockwiseRegular />} disabledFocusable={isChecking} onClick={checkAgain}>
            {t(isChecking ? 'symptom.checking' : 'symptom.checkAgain')}
          </Button>
          <Text size={200} className={styles.note}>
            {t('symptom.checkedAt', { time: formats.time(checkedAt) })}
          </Text>
        </div>
      </Section>
      <Accordion collapsible multiple>
        <AccordionItem value="evidence">
          <AccordionHeader as="h2">{t('symptom.evidence')}</AccordionHeader>
          <AccordionPanel>
            <DataTable
              label={t('symptom.evidence')}
              columns={[t('symptom.figure'), t('symptom.value'), t('symptom.source')]}
              rows={evidenceRows(evidence, words, formats).map(
                ({ name, value, source }) => [name, value, source] as const,
              )}
            />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="meaning">
          <AccordionHeader as="h2">{t('symptom.meaningTitle')}</AccordionHeader>
          <AccordionPanel>
            <p>{t('symptom.meaning')}</p>
            <p>{t('symptom.onThePhone')}</p>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
