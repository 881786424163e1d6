// Copies the result of the check that is shown, as a text for the ticket.
// Protects: the window only says which check it shows, the main process composes the text; that it was copied is withdrawn when
// another check is shown.
import { Button, makeStyles, useAnnounce } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({ failed: { flex: '1 0 100%' } });

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'copying' | 'copied'; readonly takenAt: number }
  | { readonly kind: 'failed'; readonly takenAt: number; readonly error: AppError };

/** `takenAt` of the evidence that is shown. */
export function CopyResult({ takenAt }: { readonly takenAt: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { announce } = useAnnounce();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const isOfShown = state.kind !== 'idle' && state.takenAt === takenAt;
  const isCopied = isOfShown && state.kind === 'copied';

  const copy = async () => {
    setState({ kind: 'copying', takenAt });
    const result = await call('diagnosis.copy', { takenAt });
    setState(result.ok ? { kind: 'copied', takenAt } : { kind: 'failed', takenAt, error: result.error });
    if (result.ok) announce(t('actions.copied'), { polite: true });
  };

  return (
    <>
      <Button
        icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />}
        disabledFocusable={state.kind === 'copying'}
        onClick={() => void copy()}
      >
        {t(isCopied ? 'actions.copied' : 'symptom.copyResult')}
      </Button>
      {isOfShown && state.kind === 'failed' && (
        <div className={styles.failed}>
          <ErrorPanel error={state.error} />
        </div>
      )}
    </>
  );
}
