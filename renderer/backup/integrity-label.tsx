// The integrity of a backup: an icon and a word, never color alone.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldErrorRegular } from '@fluentui/react-icons/svg/shield-error';
import { useTranslation } from 'react-i18next';
import type { BackupIntegrity } from '../../electron/contract/integrity/backup-integrity';

const useStyles = makeStyles({
  label: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase400 },
  intact: { color: tokens.colorPaletteGreenForeground2 },
  broken: { color: tokens.colorPaletteRedForeground2 },
});

export interface IntegrityLabelProps {
  readonly integrity: BackupIntegrity;
}

export function IntegrityLabel({ integrity }: IntegrityLabelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const Icon = integrity === 'intact' ? ShieldCheckmarkRegular : ShieldErrorRegular;
  return (
    <span className={mergeClasses(styles.label, integrity === 'intact' ? styles.intact : styles.broken)}>
      <Icon className={styles.icon} />
      {t(`backups.integrity.${integrity}`)}
    </span>
  );
}
