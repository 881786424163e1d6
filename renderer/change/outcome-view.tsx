// The outcome of a change: whether it took effect, what to tell the user, and the ticket; what it rests on is one click away.
// Protects: what was measured after a restart replaces what was known before it.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupFacts } from './backup-facts';
import { useShowChange } from './change-context';
import { ChangesTable } from './changes-table';
import { call } from '../ipc/api';
import { visibleText } from '../text/readable-value';
import { Card } from '../ui/card';
import { CodeBlock } from '../ui/code-block';
import { wide } from '../ui/layout';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { RawRange } from '../port-ranges/raw-range';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading, type Reading } from '../ui/use-reading';
import { OutcomeTable } from './outcome-table';
import { ProofSection } from './proof-section';
import { endOf, isIgnorable, isStillStored, type OutcomeEnd } from './outcome-kind';
import { RestartControls } from './restart-controls';
import { TicketSection } from './ticket-section';
import { isRangeChange } from '../../electron/contract/change/change';
import type { RequestedChange } from '../../electron/contract/change/plan';
import { rangeInstead } from '../../electron/contract/change/range-instead';
import type { ChangeRecord } from '../../electron/contract/history/change-record';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { WindowsVersion } from '../../electron/contract/registry/parameters';
import { isRestartUnknown, type EffectVerdict } from '../../electron/contract/change/effect';

const intents = {
  'waiting-for-restart': 'warning',
  'took-effect': 'success',
  'never-in-effect': 'success',
  'stored-but-not-effective': 'warning',
  'not-known': 'info',
} as const satisfies Record<EffectVerdict, string>;

const outcomeTitles = {
  applied: 'done.titleApplied',
  undone: 'done.titleUndone',
  'rolled-back': 'done.titleRolledBack',
  kept: 'done.titleKept',
} as const satisfies Record<OutcomeEnd, string>;

/** The key of the heading: what became of the change. */
export function outcomeTitle({ record, verdict }: ChangeOutcome, version: WindowsVersion) {
  const end = endOf(record);
  return end === 'applied' && toldOf(record, verdict, version) === 'ignored' ? 'done.titleIgnored' : outcomeTitles[end];
}

function toldOf({ changes }: ChangeRecord, verdict: EffectVerdict, version: WindowsVersion): EffectVerdict | 'ignored' {
  return verdict === 'stored-but-not-effective' && isIgnorable(changes, version) ? 'ignored' : verdict;
}

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    [wide]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', alignItems: 'start' },
  },
  details: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

export interface OutcomeViewProps {
  readonly outcome: ChangeOutcome;
  /** Called with the same change measured again. */
  readonly onOutcome: (outcome: ChangeOutcome) => void;
}

export function OutcomeView({ outcome, onOutcome }: OutcomeViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation, machine } = useMachine();
  const { record, verdict, proof } = outcome;
  const [proved, proveAgain] = useReading('change.prove', generation);
  const [view, readView] = useReading('parameters.read', generation);
  useProved(proved, outcome, onOutcome);
  const end = endOf(record);
  const isSettled = end === 'rolled-back' || end === 'kept';
  const isDrifted = view.status === 'ready' && !isSettled && !isStillStored(record, view.value);
  const isAtOnce = record.changes.every(isRangeChange);
  const told = toldOf(record, verdict, machine.version);
  const isBack = end === 'undone' && told === 'took-effect';
  const hasRange = record.changes.some(isRangeChange);
  const verdictText = isRestartUnknown(verdict, proof.wasRestarted, record.changes)
    ? 'done.verdict.not-known.textRestartUnknown'
    : isAtOnce && verdict === 'took-effect'
      ? 'done.verdict.took-effect.textAtOnce'
      : hasRange && verdict === 'waiting-for-restart'
        ? 'done.verdict.waiting-for-restart.textWithRange'
        : (`done.verdict.${told}.text` as const);
  const instead = end === 'applied' ? rangeInstead(outcome, machine.version) : null;
  const isLeak = end === 'applied' && record.measuredBefore?.isLeak === true;
  const phone = [t(phoneKey(end, told, isAtOnce)), ...(isLeak ? [t('done.phone.leak')] : [])].join(' ');

  return (
    <>
      {isSettled && (
        <Text>
          {t(end === 'kept' ? 'recovery.settledKeep' : 'done.undoneText')}{' '}
          {verdict === 'never-in-effect' && t('done.verdict.never-in-effect.text')}
        </Text>
      )}
      {record.state === 'open' && (
        <Notice intent="warning" title={t('done.notRecordedTitle')}>
          {t('done.notRecorded')}
        </Notice>
      )}
      {isDrifted && (
        <Notice intent="warning" title={t('done.driftedTitle')}>
          {t('done.drifted')}
        </Notice>
      )}
      {!isSettled && !isDrifted && (
        <Notice
          key={verdict}
          isLarge
          intent={intents[verdict]}
          title={t(isBack ? 'done.verdict.took-effect.titleUndone' : `done.verdict.${told}.title`)}
          action={instead && <SetRangeInstead requested={instead} />}
        >
          {end === 'undone' && !isBack && t('done.undoneText')}{' '}
          {(isAtOnce || !isBack) && t(instead ? 'done.verdict.ignored.textInstead' : verdictText)}
        </Notice>
      )}
      {isLeak && (
        <Notice intent="warning" title={t('done.leakTitle')}>
          {t('done.leak', { program: visibleText(record.measuredBefore.culprit?.name ?? t('done.leakUnnamed')) })}
        </Notice>
      )}
      {proved.status === 'failed' && (
        <ErrorPanel error={proved.error} action={{ label: t('actions.tryAgain'), run: proveAgain }} />
      )}
      {proof.movedAlong.length > 0 && (
        <Notice intent="warning" title={t('done.movedAlongTitle')}>
          {t('done.movedAlong')}
          <ChangesTable
            label={t('done.movedAlongTitle')}
            before={t('done.before')}
            after={t('done.storedNow')}
            changes={proof.movedAlong}
          />
        </Notice>
      )}
      <RestartControls isNeeded={verdict === 'waiting-for-restart' && end !== 'rolled-back'} />
      <div className={styles.cards}>
        <Card title={t('done.phoneTitle')}>
          <CodeBlock text={phone} copyName={t('copyNames.phone')} isProse />
        </Card>
        <TicketSection changeId={record.id} measuredAt={proof.takenAt} />
      </div>
      <Accordion collapsible>
        <AccordionItem value="details">
          <AccordionHeader as="h2">{t('done.detailsTitle')}</AccordionHeader>
          <AccordionPanel className={styles.details}>
            <Section title={t(isSettled ? 'done.standTitle' : 'done.compareTitle')}>
              <ReadingView reading={view} label={t('done.reading')} readAgain={readView}>
                {(value) => (
                  <>
                    <OutcomeTable record={record} view={value} rows={proof.rows} isSettled={isSettled} />
                    <RawRange reading={value.effective} />
                  </>
                )}
              </ReadingView>
            </Section>
            {!isSettled && !isDrifted && proof.probe !== 'no-port-range-changed' && (
              <ProofSection
                proof={proof}
                isRunning={proved.status === 'loading' || (proved.status === 'ready' && proved.isRefreshing)}
                onAgain={proveAgain}
              />
            )}
            <Section title={t('done.backupTitle')}>
              <BackupFacts backup={record.backup} />
            </Section>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}

/** Shows the plan that puts the ignored value back and sets the range, as one change. */
function SetRangeInstead({ requested }: { readonly requested: readonly RequestedChange[] }) {
  const { t } = useTranslation();
  const showChange = useShowChange();
  const show = () =>
    showChange({
      kind: 'plan',
      title: t('done.verdict.ignored.instead'),
      askForPlan: () => call('plan.create', { requested: [...requested] }),
    });
  return (
    <Button appearance="primary" onClick={show}>
      {t('done.verdict.ignored.instead')}
    </Button>
  );
}

/** What to tell the user: after a way back whether anything is left to do. */
function phoneKey(end: OutcomeEnd, told: EffectVerdict | 'ignored', isAtOnce: boolean) {
  if (told === 'never-in-effect') return 'done.phone.never-in-effect';
  if (end !== 'undone' && end !== 'rolled-back') return `done.phone.${told}` as const;
  return isAtOnce ? 'done.phone.undoneAtOnce' : 'done.phone.undone';
}

/** After a restart the outcome differs: shows it as soon as it is measured. */
function useProved(
  proved: Reading<ChangeOutcome | null>,
  outcome: ChangeOutcome,
  onOutcome: (outcome: ChangeOutcome) => void,
): void {
  const measured = proved.status === 'ready' ? proved.value : null;
  const taken = useRef<ChangeOutcome | null>(null);
  useEffect(() => {
    if (measured === null || measured === taken.current || measured.record.id !== outcome.record.id) return;
    taken.current = measured;
    onOutcome(measured);
  }, [measured, outcome, onOutcome]);
}
