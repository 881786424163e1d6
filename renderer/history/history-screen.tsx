// The history: what was done, refused or failed, by whom, and undo where possible.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useShowChange } from '../change/change-context';
import { wayOutOf } from '../change/use-apply';
import { HistoryFaults } from './history-faults';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { HistoryTable } from './history-table';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  file: { overflowWrap: 'anywhere' },
});

export interface HistoryScreenProps {
  readonly onRecoveryPending: () => void;
}

export function HistoryScreen({ onRecoveryPending }: HistoryScreenProps) {
  const { t } = useTranslation();
  const { generation } = useMachine();
  const [view, readView] = useReading('history.read', generation);
  const [undoingId, setUndoingId] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const showChange = useShowChange();

  const undo = async (id: string) => {
    if (undoingId !== null) return;
    setError(null);
    setUndoingId(id);
    const result = await call('change.undo', { id });
    setUndoingId(null);
    readView();
    if (result.ok) showChange({ kind: 'outcome', outcome: result.value });
    else if (result.error.code === 'RECOVERY_PENDING') onRecoveryPending();
    else setError(result.error);
  };

  return (
    <Page title={t('history.title')}>
      <Text>{t('history.lead')}</Text>
      <ExportHistory />
      {error?.code === 'NOT_CONFIRMED' && (
        <Notice intent="info" title={t('apply.notConfirmedTitle')}>
          {t('apply.notConfirmed')}
        </Notice>
      )}
      {error && error.code !== 'NOT_CONFIRMED' && (
        <ErrorPanel error={error} action={wayOutOf(error, t, onRecoveryPending)} />
      )}
      <ReadingView reading={view} label={t('history.reading')} readAgain={readView}>
        {({ entries, faults }) => (
          <>
            <HistoryFaults faults={faults} />
            {entries.length === 0 && <Text>{t('history.empty')}</Text>}
            {entries.length > 0 && (
              <HistoryTable
                entries={entries}
                undoingId={undoingId}
                onUndo={(id) => void undo(id)}
                onTicket={(changeId) => showChange({ kind: 'ticket', changeId })}
              />
            )}
          </>
        )}
      </ReadingView>
    </Page>
  );
}

type Exported = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly error: AppError };

function ExportHistory() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [exported, setExported] = useState<Exported | null>(null);

  const save = async (format: 'csv' | 'json') => {
    setExported(null);
    const result = await call('history.export', { format });
    if (result.ok) setExported({ ok: true, file: result.value.file });
    else if (result.error.code !== 'NOT_CONFIRMED') setExported(result);
  };

  return (
    <>
      <div className={styles.tools}>
        <Button icon={<ArrowExportRegular />} onClick={() => void save('csv')}>
          {t('history.exportCsv')}
        </Button>
        <Button icon={<ArrowExportRegular />} onClick={() => void save('json')}>
          {t('history.exportJson')}
        </Button>
      </div>
      {exported?.ok && (
        <Notice intent="success" title={t('history.exportedTitle')}>
          <span className={styles.file}>{exported.file}</span>
        </Notice>
      )}
      {exported?.ok === false && <ErrorPanel error={exported.error} />}
    </>
  );
}
