// Announces that a threshold was crossed, on whatever page the person is, with the figures of now; once no port is left, that.
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
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { loadOf } from './socket-source';
import { exhaustedShare, thresholds } from '../../electron/contract/usage/levels';
import { shareAtRisk } from '../../electron/contract/usage/ports-at-risk';
import { atRisk, type UsageSample } from '../../electron/contract/usage/sample';
import type { PracticeLoad, UsageAlert } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  bar: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}` },
  body: { whiteSpace: 'normal' },
});

/** The alert with what is in use now. */
interface LiveAlert extends UsageAlert {
  readonly isFull: boolean;
  readonly refused: number;
}

export function UsageAlertBar() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [alert, setAlert] = useState<LiveAlert | null>(null);
  const load = useRef<PracticeLoad | null>(null);
  useEffect(() => on('usage.alerted', (next) => setAlert({ ...next, isFull: false, refused: 0 })), []);
  useEffect(
    () =>
      on('usage.sampled', (sample) => {
        const measured = loadOf(sample);
        const isOther = measured !== load.current;
        load.current = measured;
        setAlert((held) => (isOther || held === null ? null : updated(held, sample)));
      }),
    [],
  );
  if (alert === null) return null;
  return (
    <section className={styles.bar} aria-label={t('live.alert.label')}>
      <MessageBar intent={intentOf(alert)} politeness="assertive">
        <MessageBarBody className={styles.body}>
          <MessageBarTitle>
            {alert.isSimulated && `${t('live.alert.simulated')} `}
            {titleOf(alert, t)}
          </MessageBarTitle>{' '}
          {t('live.alert.text', { ports: formats.count(alert.ports), limit: formats.count(alert.usable) })}
          {alert.refused > 0 && ` ${t('live.alert.refused', { count: alert.refused })}`}
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

function updated(alert: LiveAlert, sample: UsageSample): LiveAlert {
  const risk = sample.ok ? atRisk(sample, alert.transport) : null;
  if (!sample.ok || !risk) return alert;
  return {
    ...alert,
    ports: risk.ports,
    usable: risk.usable,
    isFull: shareAtRisk(risk) >= exhaustedShare,
    refused: alert.transport === 'tcp' ? (sample.details.simulated?.refused ?? 0) : 0,
  };
}

function titleOf({ threshold, transport, isFull }: LiveAlert, t: TFunction): string {
  if (isFull) return t(`live.alert.full.${transport}`);
  if (threshold === null) return t(`live.alert.below.${transport}`, { threshold: thresholds.warning });
  if (threshold === 'running-out') return t(`live.alert.runningOut.${transport}`);
  return t(`live.alert.title.${transport}`, { threshold });
}

function intentOf({ threshold, isFull }: LiveAlert): 'success' | 'warning' | 'error' {
  if (isFull) return 'error';
  if (threshold === null) return 'success';
  return threshold === 'running-out' || threshold >= thresholds.critical ? 'error' : 'warning';
}
