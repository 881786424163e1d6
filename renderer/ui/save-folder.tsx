// Saves files into a new folder of the one that the person chooses, and says where it is.
import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { useState } from 'react';
import { ErrorPanel } from './error-panel';
import { Notice } from './notice';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

const useStyles = makeStyles({ folder: { overflowWrap: 'anywhere' } });

type SaveState =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'saved'; readonly folder: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SaveFolderProps {
  readonly save: () => Promise<Result<{ readonly folder: string }>>;
  /** Of the button, before and while it saves, and of what is said then. */
  readonly words: { readonly save: string; readonly saving: string; readonly saved: string };
}

export function SaveFolder({ save, words }: SaveFolderProps) {
  const styles = useStyles();
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const isSaving = state.kind === 'saving';

  const begin = async () => {
    if (isSaving) return;
    setState({ kind: 'saving' });
    const result = await save();
    if (result.ok) setState({ kind: 'saved', folder: result.value.folder });
    else setState(result.error.code === 'NOT_CONFIRMED' ? { kind: 'idle' } : { kind: 'failed', error: result.error });
  };

  return (
    <>
      <div>
        <Button
          icon={isSaving ? <Spinner size="tiny" /> : <FolderArrowRightRegular />}
          disabledFocusable={isSaving}
          onClick={() => void begin()}
        >
          {isSaving ? words.saving : words.save}
        </Button>
      </div>
      {state.kind === 'saved' && (
        <Notice intent="success" title={words.saved}>
          <span className={styles.folder}>{state.folder}</span>
        </Notice>
      )}
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
    </>
  );
}
