// Announces once that a threshold was crossed, on whatever screen the user is.
// Protects: what was announced of other sockets is gone once those of another load, or real ones, are measured.
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { thresholds } from '../../electron/contract/usage/levels';
import type { PracticeLoad, UsageAlert } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({ bar: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}` } });

export function UsageAlertBar() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [alert, setAlert] = useState<UsageAlert | null>(null);
  useEffect(() => on('usage.alerted', setAlert), []);
  const load = useRef<PracticeLoad | null>(null);
  useEffect(
    () =>
      on('usage.sampled', (sample) => {
        const measured = (sample.ok ? sample.details.simulated?.load : sample.simulated) ?? null;
        if (measured !== load.current) setAlert(null);
        load.current = measured;
      }),
    [],
  );
  if (alert === null) return null;
  const { threshold, transport, ports, usable, at, isSimulated } = alert;
  const text = t('live.alert.text', {
    ports: formats.count(ports),
    limit: formats.count(usable),
    when: formats.time(at),
  });
  return (
    <section className={styles.bar} aria-label={t('live.alert.label')}>
      <MessageBar intent={intentOf(threshold)} politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>
            {isSimulated && `${t('live.alert.simulated')} `}
            {threshold === null
              ? t(`live.alert.below.${transport}`, { threshold: thresholds.warning })
              : threshold === 'running-out'
                ? t(`live.alert.runningOut.${transport}`)
                : t(`live.alert.title.${transport}`, { threshold })}
          </MessageBarTitle>{' '}
          {text}
        </MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label={t('live.alert.dismiss')}
              onClick={() => setAlert(null)}
            />
          }
        />
      </MessageBar>
    </section>
  );
}

function intentOf(threshold: UsageAlert['threshold']): 'success' | 'warning' | 'error' {
  if (threshold === null) return 'success';
  return threshold === 'running-out' || threshold >= thresholds.critical ? 'error' : 'warning';
}
