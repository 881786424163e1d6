// A change that starts outside the wizard (restore, correction, undo): plan, stages and outcome; or its ticket.
// Protects: the user cannot leave the screen while it writes.
import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { ErrorPanel } from '../ui/error-panel';
import { Page } from '../ui/page';
import { PageFooter } from '../ui/page-footer';
import { Section } from '../ui/section';
import { ApplyAnswer, ApplyButton, ApplyView } from './apply-view';
import { endOf } from './outcome-kind';
import { OutcomeView, outcomeTitle } from './outcome-view';
import { PlanTextsView } from './plan-texts';
import { TicketSection } from './ticket-section';
import { UndoAnswer, UndoButton } from './undo';
import { leadsToRecovery, needsNewChoice, useApply } from './use-apply';
import { useSeriousWarnings } from './use-serious-warnings';
import { useUndo, type UndoTools } from './use-undo';
import type { PlanPreview } from '../../electron/contract/change/plan';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { Result } from '../../electron/contract/errors/result';
import type { ShownChange } from './change-context';

export interface ChangeScreenProps {
  readonly change: ShownChange;
  readonly onClose: (isOutdated: boolean) => void;
  readonly onRecoveryPending: () => void;
}

export function ChangeScreen({ change, onClose, onRecoveryPending }: ChangeScreenProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState(change.kind === 'outcome' ? change.outcome : null);
  const [isBusy, setIsBusy] = useState(false);
  // An outcome that is shown here may lead to another change.
  const [shown, setShown] = useState(change);
  if (shown !== change) {
    setShown(change);
    setOutcome(change.kind === 'outcome' ? change.outcome : null);
  }

  if (outcome !== null) {
    return (
      <OutcomePage
        key={outcome.record.id}
        outcome={outcome}
        isBusy={isBusy}
        onBusy={setIsBusy}
        onOutcome={setOutcome}
        onRecoveryPending={onRecoveryPending}
        onClose={() => onClose(true)}
      />
    );
  }
  if (change.kind === 'outcome') return null;
  if (change.kind === 'ticket') {
    return (
      <Page
        title={t('ticket.pageTitle')}
        footer={
          <PageFooter>
            <CloseButton isBusy={false} onClose={() => onClose(false)} />
          </PageFooter>
        }
      >
        <TicketSection changeId={change.changeId} />
      </Page>
    );
  }
  const showApplied = (applied: ChangeOutcome) => {
    setIsBusy(false);
    setOutcome(applied);
  };
  return (
    <PlanView
      title={change.title}
      askForPlan={change.askForPlan}
      isBusy={isBusy}
      onBusy={setIsBusy}
      onApplied={showApplied}
      onClose={onClose}
      onRecoveryPending={onRecoveryPending}
    />
  );
}

interface OutcomePageProps extends Omit<UndoTools, 'record'> {
  readonly outcome: ChangeOutcome;
  readonly onClose: () => void;
}

function OutcomePage({ outcome, onClose, ...tools }: OutcomePageProps) {
  const { t } = useTranslation();
  const { machine } = useMachine();
  const { record } = outcome;
  const { isBusy, onOutcome, onRecoveryPending } = tools;
  const undoing = useUndo({ record, ...tools });
  const isUndoable = endOf(record) === 'applied';
  return (
    <Page
      title={t(outcomeTitle(outcome, machine.version))}
      footer={
        <PageFooter
          notice={
            isUndoable && (
              <UndoAnswer record={record} undoing={undoing} isBusy={isBusy} onRecoveryPending={onRecoveryPending} />
            )
          }
        >
          {isUndoable && <UndoButton undoing={undoing} isBusy={isBusy} />}
          <CloseButton isBusy={isBusy} onClose={onClose} />
        </PageFooter>
      }
    >
      <OutcomeView outcome={outcome} onOutcome={onOutcome} />
    </Page>
  );
}

interface PlanViewProps {
  readonly title: string;
  readonly askForPlan: () => Promise<Result<PlanPreview>>;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onApplied: (outcome: ChangeOutcome) => void;
  readonly onClose: (isOutdated: boolean) => void;
  readonly onRecoveryPending: () => void;
}

/** Requests the plan and shows it when it arrives. */
function PlanView(props: PlanViewProps) {
  const { title, askForPlan, onClose } = props;
  const { t } = useTranslation();
  const [planned, setPlanned] = useState<Result<PlanPreview> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void askForPlan().then((result) => {
      if (isCurrent) setPlanned(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [askForPlan]);

  if (planned?.ok) {
    return (
      <PreparedView
        {...props}
        preview={planned.value}
        onPlanned={(preview) => setPlanned({ ok: true, value: preview })}
      />
    );
  }
  return (
    <Page
      title={title}
      footer={
        <PageFooter>
          <CloseButton isBusy={false} onClose={() => onClose(false)} />
        </PageFooter>
      }
    >
      {planned === null && <Spinner size="small" labelPosition="after" label={t('value.previewing')} />}
      {planned !== null && (
        <ErrorPanel error={planned.error} action={{ label: t('apply.readAgain'), run: () => onClose(true) }} />
      )}
    </Page>
  );
}

interface PreparedViewProps extends PlanViewProps {
  readonly preview: PlanPreview;
  readonly onPlanned: (preview: PlanPreview) => void;
}

function PreparedView({
  title,
  preview,
  askForPlan,
  isBusy,
  onBusy,
  onPlanned,
  onApplied,
  onClose,
  onRecoveryPending,
}: PreparedViewProps) {
  const { t } = useTranslation();
  const warnings = useSeriousWarnings(preview.sideEffects);
  const isUnread = warnings.areThere && !warnings.areRead;
  const applying = useApply({ preview, askForPlan, onPlanned, onApplied, isBusy, onBusy });
  const { end, error } = applying;
  const tryAgain = () => {
    if (error !== null && leadsToRecovery(error)) onRecoveryPending();
    else if (error !== null && needsNewChoice(error)) onClose(true);
    else void applying.tryAgain();
  };
  return (
    <Page
      title={title}
      footer={
        <PageFooter
          notice={<ApplyAnswer applying={applying} onTryAgain={tryAgain} />}
          hint={isUnread ? t('apply.readFirst') : undefined}
        >
          {/* A failed attempt may have left something behind: the screen before reads again. */}
          <CloseButton isBusy={isBusy} onClose={() => onClose(end !== null)} />
          <ApplyButton applying={applying} isBusy={isBusy} isUnread={isUnread} />
        </PageFooter>
      }
    >
      <ApplyView preview={preview} applying={applying} warnings={warnings} />
      <Section title={t('texts.title')}>
        <PlanTextsView texts={preview.texts} />
      </Section>
    </Page>
  );
}

interface CloseButtonProps {
  readonly isBusy: boolean;
  readonly onClose: () => void;
}

function CloseButton({ isBusy, onClose }: CloseButtonProps) {
  const { t } = useTranslation();
  return (
    <Button disabledFocusable={isBusy} onClick={onClose}>
      {t('actions.close')}
    </Button>
  );
}
