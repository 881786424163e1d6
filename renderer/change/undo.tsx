// The button that undoes a change, and what becomes of it.
import { Button, Spinner } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/error-panel';
import { useChangeLabel, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { Notice } from '../ui/notice';
import { SlowNotice } from './slow-notice';
import { StageList } from './stage-list';
import { stageRows } from './stage-progress';
import { wayOutOf } from './use-apply';
import type { Undoing } from './use-undo';
import type { ChangeRecord } from '../../electron/contract/history/change-record';

export interface UndoButtonProps {
  readonly undoing: Undoing;
  readonly isBusy: boolean;
}

export function UndoButton({ undoing, isBusy }: UndoButtonProps) {
  const { t } = useTranslation();
  const shield = useRightsShield(<ArrowUndoRegular />);
  const label = useChangeLabel(t('done.undo'));
  return (
    <Button
      icon={isBusy ? <Spinner size="tiny" /> : shield}
      disabledFocusable={isBusy}
      onClick={() => void undoing.undo()}
    >
      {isBusy ? t('done.undoing') : label}
    </Button>
  );
}

export interface UndoAnswerProps {
  readonly record: ChangeRecord;
  readonly undoing: Undoing;
  readonly isBusy: boolean;
  readonly onRecoveryPending: () => void;
}

/** The stages while it runs, and why it was not undone; null for nothing to say. */
export function UndoAnswer({ record, undoing: { error, reports }, isBusy, onRecoveryPending }: UndoAnswerProps) {
  const { t } = useTranslation();
  const needsRights = useNeedsRights();
  if (isBusy)
    return (
      <>
        <SlowNotice isRunning />
        <StageList rows={stageRows([...record.changes].reverse(), reports, 'running', needsRights)} />
      </>
    );
  if (error === null) return null;
  if (error.code !== 'NOT_CONFIRMED')
    return <ErrorPanel error={error} isAnswer action={wayOutOf(error, t, onRecoveryPending)} />;
  return (
    <Notice intent="info" title={t('apply.notConfirmedTitle')}>
      {t('apply.notConfirmed')}
    </Notice>
  );
}
