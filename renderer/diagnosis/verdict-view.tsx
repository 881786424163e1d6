// The verdict in plain words: conclusion, next step with its buttons, reasons; the evidence with its sources is collapsed below.
// Protects: the one primary button of the page is that of the next step.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { Card } from '../ui/card';
import { ErrorPanel } from '../ui/error-panel';
import { useEvidenceActions } from '../ui/evidence-actions';
import { useMachine } from '../machine/machine-context';
import { copiedText } from './copied-text';
import { CopyResult } from './copy-result';
import { NextActions } from './next-actions';
import type { PageActions } from './page-actions';
import { ReasonList } from './reason-list';
import { ReportedQuestion, type ReportedQuestionProps } from './reported-question';
import { TrendCountdown } from './trend-countdown';
import { Conclusion, EvidenceTable } from './verdict-parts';
import { verdictText } from '../../electron/contract/diagnosis/diagnosis-text';
import type { DiagnosisReading } from './use-diagnosis';
import type { Evidence } from '../../electron/contract/diagnosis/diagnosis';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';
import type { Result } from '../../electron/contract/errors/result';
import type { MachineInfo } from '../../electron/contract/machine/machine-info';

const useStyles = makeStyles({
  paragraph: { margin: 0 },
  again: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
});

export interface VerdictViewProps extends ReportedQuestionProps {
  readonly reading: DiagnosisReading;
  /** What the page offers to do; null while there is no verdict. */
  readonly actions: PageActions | null;
  /** The controls of a restart, shown where it is what comes next. */
  readonly restart: ReactNode;
  readonly checkAgain: () => void;
  readonly measure: () => Promise<Result<null>>;
}

export function VerdictView({ reading, actions, ...rest }: VerdictViewProps) {
  const { t } = useTranslation();
  switch (reading.status) {
    case 'loading':
      return <Spinner label={t('symptom.checking')} labelPosition="after" size="small" />;
    case 'failed':
      return (
        <ErrorPanel
          error={reading.error}
          action={{ label: t('actions.tryAgain'), run: rest.checkAgain, isRunning: reading.isRetrying }}
        />
      );
    case 'ready':
      return actions && <Verdict {...reading} actions={actions} {...rest} />;
  }
}

function titleOf({ of, load }: Evidence, { computerName, usageProduct }: MachineInfo, t: TFunction): string {
  if (load !== null) return t('symptom.verdictOf.simulated', { load: t(`live.loads.${load}`) });
  return of === 'machine'
    ? t('symptom.verdictOf.machine', { computer: computerName })
    : t('symptom.verdictOf.this-computer', { product: usageProduct });
}

interface VerdictProps extends Omit<VerdictViewProps, 'reading' | 'actions'> {
  readonly diagnosis: Diagnosis;
  readonly checkedAt: number;
  readonly isChecking: boolean;
  readonly actions: PageActions;
}

function Verdict({
  diagnosis,
  checkedAt,
  isChecking,
  actions,
  restart,
  checkAgain,
  measure,
  ...question
}: VerdictProps) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('diagnosis');
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const { save: saveEvidence } = useEvidenceActions();
  const { verdict, evidence } = diagnosis;
  const texts = verdictText(verdict, words, formats);
  const { title, text, reasons, nextStep } = texts;
  const remainingMs = verdict.nextStep.code === 'watch-trend' ? verdict.nextStep.remainingMs : null;
  const owner = 'owner' in verdict.nextStep ? verdict.nextStep.owner : null;
  return (
    <>
      <Card title={titleOf(evidence, machine, t)}>
        <Conclusion verdict={verdict} title={title} text={text} />
        {remainingMs === null ? (
          <p className={styles.paragraph}>
            <strong>{t('symptom.nextStep')}</strong> {nextStep}
          </p>
        ) : (
          <TrendCountdown key={checkedAt} knownAt={checkedAt + remainingMs} onKnown={checkAgain} />
        )}
        <NextActions
          // What came of one step says nothing about another, except that notifications stay on.
          key={actions.primary.kind === 'notify' ? 'notify' : `${verdict.nextStep.code} ${owner?.processId ?? ''}`}
          actions={actions}
          textOf={(action) => copiedText(action, diagnosis, texts, machine, formats, t)}
          measure={measure}
          restart={restart}
        />
        <ReasonList key={verdict.conclusion} reasons={verdict.reasons} texts={reasons} time={formats.time(checkedAt)} />
        <div className={styles.again}>
          <ReportedQuestion {...question} />
          <Button
            appearance={actions.primary.kind === 'check-again' ? 'primary' : 'secondary'}
            icon={<ArrowClockwiseRegular />}
            disabledFocusable={isChecking}
            onClick={checkAgain}
          >
            {t(isChecking ? 'symptom.checking' : 'symptom.checkAgain')}
          </Button>
          <CopyResult takenAt={evidence.takenAt} />
        </div>
      </Card>
      <Accordion collapsible>
        <AccordionItem value="evidence">
          <AccordionHeader as="h2">{t('symptom.evidence')}</AccordionHeader>
          <AccordionPanel>
            <Button icon={<SaveRegular />} onClick={() => saveEvidence(null)}>
              {t('evidence.actions.save')}
            </Button>
            <EvidenceTable evidence={evidence} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
