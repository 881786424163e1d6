// The history: one entry for each change, with its state, its ticket, and undo where possible.
import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useShowChange } from '../change/change-context';
import { wayOutOf } from '../change/use-apply';
import { useMachine } from '../machine/machine-context';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { ExportHistory } from './export-history';
import { HistoryFaults } from './history-faults';
import { HistoryList } from './history-list';
import { useHistory } from './use-history';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

const useStyles = makeStyles({ search: { width: '220px' }, file: { overflowWrap: 'anywhere' } });

export interface HistoryScreenProps {
  readonly onRecoveryPending: () => void;
}

export function HistoryScreen({ onRecoveryPending }: HistoryScreenProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [view, readView] = useHistory(generation);
  const [search, setSearch] = useState('');
  const [saved, setSaved] = useState<Result<{ readonly file: string }> | null>(null);
  const [undoingId, setUndoingId] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ readonly id: string; readonly error: AppError } | null>(null);
  const showChange = useShowChange();

  const undo = async (id: string) => {
    if (undoingId !== null) return;
    setProblem(null);
    setUndoingId(id);
    const result = await call('change.undo', { id });
    setUndoingId(null);
    readView();
    if (result.ok) showChange({ kind: 'outcome', outcome: result.value });
    else if (result.error.code === 'RECOVERY_PENDING') onRecoveryPending();
    else setProblem({ id, error: result.error });
  };

  const error = problem?.error ?? null;
  return (
    <Page
      title={t('history.title')}
      actions={
        <>
          <ExportHistory onSaved={setSaved} />
          <SearchBox
            className={styles.search}
            aria-label={t('history.searchLabel')}
            placeholder={t('actions.search')}
            value={search}
            dismiss={{ 'aria-label': t('actions.clearSearch') }}
            onChange={(_, data) => setSearch(data.value)}
          />
        </>
      }
    >
      {saved?.ok && (
        <Notice intent="success" title={t('history.exportedTitle')}>
          <span className={styles.file}>{saved.value.file}</span>
        </Notice>
      )}
      {saved?.ok === false && <ErrorPanel error={saved.error} />}
      <ReadingView reading={view} label={t('history.reading')} readAgain={readView}>
        {({ entries, faults, isPartial }) => (
          <>
            <HistoryFaults faults={faults} />
            <HistoryList
              entries={entries}
              isPartial={isPartial}
              search={search}
              panelId={problem?.id ?? null}
              panel={
                <>
                  {error?.code === 'NOT_CONFIRMED' && (
                    <Notice intent="info" title={t('apply.notConfirmedTitle')}>
                      {t('apply.notConfirmed')}
                    </Notice>
                  )}
                  {error && error.code !== 'NOT_CONFIRMED' && (
                    <ErrorPanel error={error} action={wayOutOf(error, t, onRecoveryPending)} />
                  )}
                </>
              }
              undoingId={undoingId}
              onUndo={(id) => void undo(id)}
              onTicket={(changeId) => showChange({ kind: 'ticket', changeId })}
            />
          </>
        )}
      </ReadingView>
    </Page>
  );
}
