// Announces once that a threshold was crossed, on whatever screen the user is.
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
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { thresholds } from '../../electron/contract/usage/levels';
import type { UsageAlert } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({ bar: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}` } });

export function UsageAlertBar() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [alert, setAlert] = useState<UsageAlert | null>(null);
  useEffect(() => on('usage.alerted', setAlert), []);
  if (alert === null) return null;
  const { threshold, ports, usable, at, isSimulated } = alert;
  const text = t('live.alert.text', {
    ports: formats.count(ports),
    limit: formats.count(usable),
    when: formats.time(at),
  });
  return (
    <section className={styles.bar} aria-label={t('live.alert.label')}>
      <MessageBar
        intent={threshold === null ? 'success' : threshold >= thresholds.critical ? 'error' : 'warning'}
        politeness="assertive"
      >
        <MessageBarBody>
          <MessageBarTitle>
            {isSimulated && `${t('live.alert.simulated')} `}
            {threshold === null
              ? t('live.alert.below', { threshold: thresholds.warning })
              : t('live.alert.title', { threshold })}
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
