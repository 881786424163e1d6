// What became of a change: whether it took effect, what must be restarted, the way back, and the text for the ticket.
// Protects: what was measured after a restart replaces what was known before it.
import { Text } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupFacts } from '../ui/backup-facts';
import { CodeBlock } from '../ui/code-block';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../ui/machine-context';
import { Notice } from '../ui/notice';
import { RawRange } from '../ui/raw-range';
import { ReadingView } from '../ui/reading-view';
import { Section } from '../ui/section';
import { useReading, type Reading } from '../ui/use-reading';
import { OutcomeTable } from './outcome-table';
import { endOf, isStillStored, type OutcomeEnd } from './outcome-kind';
import { RestartControls } from './restart-controls';
import { UndoSection } from './undo-section';
import { isRangeChange } from '../../electron/contract/change';
import type { ChangeOutcome, EffectVerdict } from '../../electron/contract/models';

const intents = {
  'waiting-for-restart': 'warning',
  'took-effect': 'success',
  'stored-but-not-effective': 'warning',
  'not-known': 'info',
} as const satisfies Record<EffectVerdict, string>;

export const outcomeTitles = {
  applied: 'done.titleApplied',
  undone: 'done.titleUndone',
  'rolled-back': 'done.titleRolledBack',
  kept: 'done.titleKept',
} as const satisfies Record<OutcomeEnd, string>;

export interface OutcomeViewProps {
  readonly outcome: ChangeOutcome;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  /** The outcome of an undo, or the same change measured anew. */
  readonly onOutcome: (outcome: ChangeOutcome) => void;
  readonly onRecoveryPending: () => void;
}

export function OutcomeView({ outcome, isBusy, onBusy, onOutcome, onRecoveryPending }: OutcomeViewProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const { record, verdict, ticket } = outcome;
  const [verified, verifyAgain] = useReading('change.verify', generation);
  const [view, readView] = useReading('parameters.read', generation);
  useVerified(verified, outcome, onOutcome);
  const end = endOf(record);
  const isSettled = end === 'rolled-back' || end === 'kept';
  const isDrifted = view.status === 'ready' && !isSettled && !isStillStored(record, view.value);
  const isAtOnce = record.changes.every(isRangeChange);
  const isBack = end === 'undone' || end === 'rolled-back';
  const phone = t(isBack ? (isAtOnce ? 'done.phone.undoneAtOnce' : 'done.phone.undone') : `done.phone.${verdict}`);

  return (
    <>
      {isSettled && <Text>{t(end === 'kept' ? 'recovery.settledKeep' : 'done.undoneText')}</Text>}
      {isDrifted && <Notice intent="warning" title={t('done.driftedTitle')}>{t('done.drifted')}</Notice>}
      {!isSettled && !isDrifted && (
        <Notice key={verdict} intent={intents[verdict]} title={t(`done.verdict.${verdict}.title`)}>
          {end === 'undone' && t('done.undoneText')} {t(isAtOnce && verdict === 'took-effect' ? 'done.verdict.took-effect.textAtOnce' : `done.verdict.${verdict}.text`)}
        </Notice>
      )}
      {verified.status === 'failed' && (
        <ErrorPanel error={verified.error} action={{ label: t('actions.tryAgain'), run: verifyAgain }} />
      )}
      <RestartControls isNeeded={verdict === 'waiting-for-restart'} />
      <Section title={t('done.compareTitle')}>
        <ReadingView reading={view} label={t('done.reading')} readAgain={readView}>
          {(value) => (
            <>
              <OutcomeTable record={record} view={value} />
              <RawRange reading={value.effective} />
            </>
          )}
        </ReadingView>
      </Section>
      <Section title={t('done.phoneTitle')}>
        <CodeBlock text={phone} copyName={t('copyNames.phone')} isProse />
      </Section>
      {end === 'applied' && (
        <UndoSection record={record} isBusy={isBusy} onBusy={onBusy} onOutcome={onOutcome} onRecoveryPending={onRecoveryPending} />
      )}
      <Section title={t('done.ticketTitle')}>
        <CodeBlock text={ticket} copyName={t('copyNames.ticket')} />
      </Section>
      <Section title={t('done.backupTitle')}>
        <BackupFacts backup={record.backup} />
      </Section>
    </>
  );
}

/** After a restart the verdict is another one: takes it over as soon as it was measured. */
function useVerified(verified: Reading<ChangeOutcome | null>, outcome: ChangeOutcome, onOutcome: (outcome: ChangeOutcome) => void): void {
  const measured = verified.status === 'ready' ? verified.value : null;
  const taken = useRef<ChangeOutcome | null>(null);
  useEffect(() => {
    if (measured === null || measured === taken.current || measured.record.id !== outcome.record.id) return;
    taken.current = measured;
    onOutcome(measured);
  }, [measured, outcome, onOutcome]);
}
