// Takes a backup now, with a note to recognize it by.
import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import type { AppError } from '../../electron/contract/errors/errors';
import { keptTextProblem, longestNote } from '../../electron/contract/text/kept-text';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  note: { flex: '1 1 220px', maxWidth: '420px' },
});

type TakeState = { readonly kind: 'idle' | 'taking' | 'taken' } | { readonly kind: 'failed'; readonly error: AppError };

export interface TakeBackupProps {
  readonly onTaken: () => void;
}

export function TakeBackup({ onTaken }: TakeBackupProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [note, setNote] = useState('');
  const [state, setState] = useState<TakeState>({ kind: 'idle' });
  const isTaking = state.kind === 'taking';
  const problem = keptTextProblem(note, longestNote);

  const take = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (isTaking || problem !== null) return;
    setState({ kind: 'taking' });
    const result = await call('backup.create', note.trim() === '' ? {} : { note: note.trim() });
    setState(result.ok ? { kind: 'taken' } : { kind: 'failed', error: result.error });
    if (!result.ok) return;
    setNote('');
    onTaken();
  };

  return (
    <>
      <form className={styles.form} onSubmit={(event) => void take(event)}>
        <Field
          label={t('backups.noteLabel')}
          className={styles.note}
          validationState={problem ? 'error' : 'none'}
          validationMessage={problem ? t(`ticket.problems.${problem}`, { limit: longestNote }) : undefined}
        >
          <Input value={note} maxLength={longestNote} onChange={(_, data) => setNote(data.value)} />
        </Field>
        <Button
          type="submit"
          appearance="primary"
          icon={isTaking ? <Spinner size="tiny" /> : undefined}
          disabledFocusable={isTaking || problem !== null}
        >
          {t(isTaking ? 'backup.taking' : 'backups.take')}
        </Button>
      </form>
      {state.kind === 'taken' && (
        <Notice intent="success" title={t('backup.doneTitle')}>
          {t('backup.done')}
        </Notice>
      )}
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
    </>
  );
}
