// Which PC this is, that this run has no administrator rights, and the practice machine with its menu.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChangeWay, useMachine } from './machine-context';
import { PracticePill } from './practice-pill';
import { RightsShield } from './rights-shield';

const useStyles = makeStyles({
  pill: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    backgroundColor: tokens.colorNeutralBackground6,
  },
  rights: { display: 'flex', flexShrink: 0, alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

export function MachinePills() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine } = useMachine();
  const way = useChangeWay();
  const line = t('machine.line', { computer: machine.computerName, product: machine.product });
  return (
    <>
      <span className={styles.pill} title={line}>
        {line}
      </span>
      {way === 'ask' && (
        <span className={mergeClasses(styles.pill, styles.rights)} title={t('machine.notElevated.ask')}>
          {/* It marks what asks for rights; here the text says it. */}
          <span aria-hidden>
            <RightsShield />
          </span>
          {t('machine.notElevatedPill')}
        </span>
      )}
      {machine.kind === 'practice' && <PracticePill />}
    </>
  );
}
