// How it stands with the ports, as a word with a color: the one status that task bar, alerts and verdict go by too.
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MeasuredSample } from '../../electron/contract/usage/sample';
import type { UsageStatus } from '../../electron/contract/usage/status-levels';

const colors = {
  normal: 'success',
  watching: 'informative',
  unknown: 'informative',
  warning: 'warning',
  critical: 'danger',
} as const;

export interface LevelBadgeProps {
  readonly sample: MeasuredSample;
}

export function LevelBadge({ sample }: LevelBadgeProps) {
  const { t } = useTranslation();
  const { status } = sample.details;
  if (status === null) return null;
  return (
    <Badge appearance="tint" color={colors[status.level]} title={t(`usage.statusReasons.${reasonOf(status)}`)}>
      {t(`usage.levelBadge.${status.level}`)}
    </Badge>
  );
}

function reasonOf({ because, transport }: UsageStatus) {
  if (because === null) return 'normal';
  return transport === 'udp' && (because === 'level' || because === 'trend' || because === 'early-trend')
    ? (`udp-${because}` as const)
    : because;
}
