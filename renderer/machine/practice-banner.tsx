// Tells the user that nothing is real, wherever practice data is shown; renders nothing on a real machine.
import { makeStyles, tokens } from '@fluentui/react-components';
import { HatGraduationRegular } from '@fluentui/react-icons/svg/hat-graduation';
import { useTranslation } from 'react-i18next';
import { useMachine } from './machine-context';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightRegular,
    backgroundColor: tokens.colorPaletteMarigoldBackground2,
    color: tokens.colorPaletteMarigoldForeground2,
  },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase500 },
});

export function PracticeBanner() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine } = useMachine();
  if (machine.kind !== 'practice') return null;
  return (
    <div className={styles.banner} role="note" aria-label={t('machine.practiceLabel')}>
      <HatGraduationRegular className={styles.icon} />
      <span>
        <strong>{t('machine.practiceTitle')}</strong> {t('machine.practiceBanner', { product: machine.product })}
      </span>
    </div>
  );
}
