// The restart that makes a change take effect: simulated on the practice machine, requested from Windows otherwise.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type RestartState =
  | { readonly kind: 'idle' | 'restarting' | 'restarted' | 'called-off' }
  | { readonly kind: 'announced'; readonly restartsAt: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface RestartControlsProps {
  readonly isNeeded: boolean;
}

export function RestartControls({ isNeeded }: RestartControlsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const [state, setState] = useState<RestartState>({ kind: 'idle' });
  const isPractice = machine.kind === 'practice';
  const isRestarting = state.kind === 'restarting';
  if (!isNeeded && (state.kind === 'idle' || state.kind === 'called-off')) return null;

  const simulate = async () => {
    setState({ kind: 'restarting' });
    const result = await call('practice.restart', {});
    setState(result.ok ? { kind: 'restarted' } : { kind: 'failed', error: result.error });
  };

  const request = async () => {
    setState({ kind: 'restarting' });
    const result = await call('machine.restart', {});
    if (result.ok) setState({ kind: 'announced', restartsAt: result.value.restartsAt });
    else setState(result.error.code === 'NOT_CONFIRMED' ? { kind: 'idle' } : { kind: 'failed', error: result.error });
  };

  const callOff = async () => {
    const result = await call('machine.cancel-restart', {});
    setState(result.ok ? { kind: 'called-off' } : { kind: 'failed', error: result.error });
  };

  return (
    <>
      <div className={styles.row}>
        {state.kind === 'announced' ? (
          <Button onClick={() => void callOff()}>{t('done.cancelRestart')}</Button>
        ) : (
          // It stays after the restart: whoever pressed it by the keyboard is on it.
          <Button
            appearance={isNeeded ? 'primary' : 'secondary'}
            icon={isRestarting ? <Spinner size="tiny" /> : <ArrowClockwiseRegular />}
            disabledFocusable={isRestarting}
            onClick={() => void (isPractice ? simulate() : request())}
          >
            {t(isPractice ? 'done.restart' : 'done.restartMachine')}
          </Button>
        )}
        <Text role="status">
          {isRestarting && isPractice && t('done.restarting')}
          {state.kind === 'restarted' && t('done.restarted')}
          {state.kind === 'announced' && t('done.restartAt', { time: formats.clock(Date.parse(state.restartsAt)) })}
          {state.kind === 'called-off' && t('done.restartCancelled')}
        </Text>
      </div>
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
    </>
  );
}
