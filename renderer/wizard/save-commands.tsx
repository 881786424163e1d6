// Saves the plan as a folder of commands, for machines where this program may not run. Changes nothing here.
import { Button, makeStyles, Spinner, Text } from '@fluentui/react-components';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({ folder: { overflowWrap: 'anywhere' } });

type SaveState =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'saved'; readonly folder: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SaveCommandsProps {
  readonly token: string;
}

export function SaveCommands({ token }: SaveCommandsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const isSaving = state.kind === 'saving';

  const save = async () => {
    if (isSaving) return;
    setState({ kind: 'saving' });
    const result = await call('commands.write', { token });
    if (result.ok) setState({ kind: 'saved', folder: result.value.folder });
    else setState(result.error.code === 'NOT_CONFIRMED' ? { kind: 'idle' } : { kind: 'failed', error: result.error });
  };

  return (
    <Section title={t('commands.title')}>
      <Text>{t('commands.lead')}</Text>
      <div>
        <Button
          icon={isSaving ? <Spinner size="tiny" /> : <FolderArrowRightRegular />}
          disabledFocusable={isSaving}
          onClick={() => void save()}
        >
          {t(isSaving ? 'commands.saving' : 'commands.save')}
        </Button>
      </div>
      {state.kind === 'saved' && (
        <Notice intent="success" title={t('commands.savedTitle')}>
          <span className={styles.folder}>{state.folder}</span>
        </Notice>
      )}
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
    </Section>
  );
}
