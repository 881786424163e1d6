// Undo of an applied change; the main process asks for confirmation before it writes.
import { Button, Spinner, Text } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { useChangeLabel, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import { SlowNotice } from './slow-notice';
import { StageList } from './stage-list';
import { stageRows } from './stage-progress';
import { wayOutOf } from './use-apply';
import { useStages } from './use-stages';
import type { AppError } from '../../electron/contract/errors/errors';
import type { ChangeRecord } from '../../electron/contract/history/change-record';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';

export interface UndoSectionProps {
  readonly record: ChangeRecord;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onOutcome: (outcome: ChangeOutcome) => void;
  readonly onRecoveryPending: () => void;
}

export function UndoSection({ record, isBusy, onBusy, onOutcome, onRecoveryPending }: UndoSectionProps) {
  const { t } = useTranslation();
  const [reports, clearReports] = useStages();
  const needsRights = useNeedsRights();
  const shield = useRightsShield(<ArrowUndoRegular />);
  const label = useChangeLabel(t('done.undo'));
  const [error, setError] = useState<AppError | null>(null);

  const undo = async () => {
    if (isBusy) return;
    clearReports();
    setError(null);
    onBusy(true);
    const result = await call('change.undo', { id: record.id });
    onBusy(false);
    if (result.ok) onOutcome(result.value);
    else if (result.error.code === 'RECOVERY_PENDING') onRecoveryPending();
    else setError(result.error);
  };

  return (
    <Section title={t('done.undoTitle')}>
      <Text>{t('done.undoHint')}</Text>
      <div>
        <Button icon={isBusy ? <Spinner size="tiny" /> : shield} disabledFocusable={isBusy} onClick={() => void undo()}>
          {isBusy ? t('done.undoing') : label}
        </Button>
      </div>
      <SlowNotice isRunning={isBusy} />
      {isBusy && <StageList rows={stageRows([...record.changes].reverse(), reports, 'running', needsRights)} />}
      {error?.code === 'NOT_CONFIRMED' && (
        <Notice intent="info" title={t('apply.notConfirmedTitle')}>
          {t('apply.notConfirmed')}
        </Notice>
      )}
      {error && error.code !== 'NOT_CONFIRMED' && (
        <ErrorPanel error={error} isAnswer action={wayOutOf(error, t, onRecoveryPending)} />
      )}
    </Section>
  );
}
