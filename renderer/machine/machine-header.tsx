// The header of every screen: which machine this is and, on the practice machine, that nothing is real.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChangeWay, useMachine } from './machine-context';
import { PracticeBanner } from './practice-banner';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  practice: {
    backgroundColor: tokens.colorPaletteMarigoldBackground2,
    color: tokens.colorPaletteMarigoldForeground2,
  },
});

export function MachineHeader() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, place } = useMachine();
  const way = useChangeWay();
  const isPractice = machine.kind === 'practice';
  return (
    <header className={mergeClasses(styles.header, isPractice && styles.practice)}>
      <PracticeBanner />
      {!isPractice && <span>{t('machine.line', { computer: machine.computerName, product: machine.product })}</span>}
      {!machine.isElevated && <span>{t(`machine.notElevated.${way === 'here' ? 'ask' : way}`)}</span>}
      {machine.isElevated && place !== null && <span>{t('machine.elevatedHere')}</span>}
    </header>
  );
}
