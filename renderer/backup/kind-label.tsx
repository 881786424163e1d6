// What restoring a value does to the registry: an icon and a word.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddCircleRegular } from '@fluentui/react-icons/svg/add-circle';
import { ArrowSyncCircleRegular } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { EqualCircleRegular } from '@fluentui/react-icons/svg/equal-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { useTranslation } from 'react-i18next';
import type { DiffRow } from '../../electron/contract/backup/comparison';

const useStyles = makeStyles({
  label: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase400 },
  added: { color: tokens.colorPaletteGreenForeground1 },
  changed: { color: tokens.colorBrandForeground1 },
  removed: { color: tokens.colorPaletteRedForeground1 },
  same: { color: tokens.colorNeutralForeground3 },
});

const icons = {
  added: AddCircleRegular,
  changed: ArrowSyncCircleRegular,
  removed: SubtractCircleRegular,
  same: EqualCircleRegular,
} as const;

export interface KindLabelProps {
  readonly kind: DiffRow['kind'];
}

export function KindLabel({ kind }: KindLabelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const Icon = icons[kind];
  return (
    <span className={mergeClasses(styles.label, styles[kind])}>
      <Icon className={styles.icon} />
      {t(`comparison.kinds.${kind}`)}
    </span>
  );
}
