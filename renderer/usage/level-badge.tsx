// How full the usable ports are, as a word with a color.
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { levelOfSample, type MeasuredSample } from '../../electron/contract/usage/sample';

const colors = { normal: 'success', warning: 'warning', critical: 'danger' } as const;

export interface LevelBadgeProps {
  readonly sample: MeasuredSample;
}

export function LevelBadge({ sample }: LevelBadgeProps) {
  const { t } = useTranslation();
  const level = levelOfSample(sample);
  return (
    <Badge appearance="tint" color={colors[level]}>
      {t(`usage.levelBadge.${level}`)}
    </Badge>
  );
}
