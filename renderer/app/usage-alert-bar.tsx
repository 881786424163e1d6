// The alert of port usage with the figures of now.
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { AlertCoveredContext } from '../usage/alert-covered';
import { WindowMessage } from './window-message';
import type { ShownAlert } from './use-usage-alert';
import { thresholds } from '../../electron/contract/usage/levels';
import { atRisk, type UsageSample } from '../../electron/contract/usage/sample';
import type { UsageAlert } from '../../electron/contract/usage/usage';

export interface UsageAlertBarProps {
  readonly shown: ShownAlert;
  readonly onDismiss: () => void;
}

export function UsageAlertBar({ shown: { alert, isFull, key, sample: latest }, onDismiss }: UsageAlertBarProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const covered = useContext(AlertCoveredContext);
  const [sample, setSample] = useState<UsageSample | null>(latest);
  useEffect(() => on('usage.sampled', setSample), []);

  const { threshold, transport, isSimulated } = alert;
  if (covered?.transport === transport && (covered.isFullTold || !isFull)) return null;
  const risk = (sample?.ok ? atRisk(sample, transport) : null) ?? alert;
  const refused = sample?.ok ? sample.details.simulated?.refused : undefined;
  const title = isFull
    ? t(`live.alert.full.${transport}`)
    : threshold === null
      ? t(`live.alert.below.${transport}`, { threshold: thresholds.warning })
      : threshold === 'running-out'
        ? t(`live.alert.runningOut.${transport}`)
        : t(`live.alert.title.${transport}`, { threshold });
  const figures = t('live.alert.text', { ports: formats.count(risk.ports), limit: formats.count(risk.usable) });
  const consequence = refused
    ? t('live.alert.refused', { count: refused, refused: formats.count(refused) })
    : t('live.alert.failing');
  return (
    <WindowMessage
      key={key}
      announcedAs={key}
      label={t('live.alert.label')}
      intent={isFull ? 'error' : intentOf(threshold)}
      title={isSimulated ? `${t('live.alert.simulated')} ${title}` : title}
      dismiss={{ label: t('live.alert.dismiss'), run: onDismiss }}
    >
      {isFull ? consequence : figures}
    </WindowMessage>
  );
}

function intentOf(threshold: UsageAlert['threshold']): 'success' | 'warning' | 'error' {
  if (threshold === null) return 'success';
  return threshold === 'running-out' || threshold >= thresholds.critical ? 'error' : 'warning';
}
