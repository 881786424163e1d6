// Navigation between the wizard and the other screens.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

/** The screens of the window, in the order of the navigation. */
const viewNames = ['wizard', 'usage', 'backups', 'history'] as const;
export type ViewName = (typeof viewNames)[number];

const useStyles = makeStyles({
  nav: {
    display: 'flex',
    flexWrap: 'wrap',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  item: {
    minWidth: 'auto',
    borderRadius: 0,
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `${tokens.strokeWidthThicker} solid transparent`,
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    ':hover': { borderBottomColor: tokens.colorCompoundBrandStroke },
    ':hover:active': { borderBottomColor: tokens.colorCompoundBrandStroke },
    // In high contrast every button has a border: the current one needs more than that.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});

export interface ViewNavProps {
  readonly current: ViewName;
  readonly onGoTo: (view: ViewName) => void;
}

export function ViewNav({ current, onGoTo }: ViewNavProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <nav className={styles.nav} aria-label={t('views.label')}>
      {viewNames.map((view) => (
        <Button
          key={view}
          appearance="subtle"
          className={mergeClasses(styles.item, view === current && styles.current)}
          aria-current={view === current ? 'page' : undefined}
          onClick={() => onGoTo(view)}
        >
          {t(`views.${view}`)}
        </Button>
      ))}
    </nav>
  );
}
