// The navigation pane: the pages of the window, and at its foot the ports in use now. Below 900 px, or folded by hand, it
// shows icons alone.
import { Hamburger, makeStyles, mergeClasses, Nav, NavItem, tokens, Tooltip } from '@fluentui/react-components';
import { DatabaseFilled, DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { HistoryFilled, HistoryRegular } from '@fluentui/react-icons/svg/history';
import { PulseFilled, PulseRegular } from '@fluentui/react-icons/svg/pulse';
import { QuestionCircleFilled, QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { WrenchFilled, WrenchRegular } from '@fluentui/react-icons/svg/wrench';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '../ui/theme';
import { UsageGauge } from './usage-gauge';
import type { ViewName } from './view-names';

const icons = {
  wizard: [WrenchRegular, WrenchFilled],
  usage: [PulseRegular, PulseFilled],
  backups: [DatabaseRegular, DatabaseFilled],
  history: [HistoryRegular, HistoryFilled],
  settings: [SettingsRegular, SettingsFilled],
  help: [QuestionCircleRegular, QuestionCircleFilled],
} as const satisfies Record<ViewName, unknown>;

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    width: '200px',
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS}`,
    boxSizing: 'border-box',
    overflowY: 'auto',
    overflowX: 'hidden',
  },
  folded: { width: '52px' },
  items: { flex: 1, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  foot: { marginTop: 'auto' },
  fold: { alignSelf: 'flex-start', flexShrink: 0 },
  item: {
    flexShrink: 0,
    minHeight: '36px',
    paddingBlock: tokens.spacingVerticalSNudge,
    alignItems: 'center',
    backgroundColor: 'transparent',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  current: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    '::after': { width: '3px', height: '16px', marginInlineStart: '-10px' },
    // In high contrast every button has a border: the current one needs more than that.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});

export interface ViewNavProps {
  readonly current: ViewName;
  /** By hand; null while the width decides. */
  readonly isFoldedByHand: boolean | null;
  readonly onFold: (isFolded: boolean) => void;
  /** The pointer or the focus came to its name. */
  readonly onNear: (view: ViewName) => void;
  readonly onGoTo: (view: ViewName) => void;
}

export function ViewNav({ current, isFoldedByHand, onFold, onNear, onGoTo }: ViewNavProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isNarrow = useMediaQuery('(max-width: 900px)');
  const isFolded = isFoldedByHand ?? isNarrow;
  const foldName = t(isFolded ? 'views.expand' : 'views.collapse');

  const item = (view: ViewName) => {
    const [Regular, Filled] = icons[view];
    const Icon = view === current ? Filled : Regular;
    const name = t(`views.${view}`);
    const button = (
      <NavItem
        key={view}
        value={view}
        icon={<Icon fontSize={20} />}
        className={mergeClasses(styles.item, view === current && styles.current)}
        aria-current={view === current ? 'page' : undefined}
        // Not onNavItemSelect of Nav: it passes over a click on the icon, which is no HTML element.
        onPointerEnter={() => onNear(view)}
        onFocus={() => onNear(view)}
        onClick={() => onGoTo(view)}
      >
        {isFolded ? null : name}
      </NavItem>
    );
    if (!isFolded) return button;
    return (
      <Tooltip key={view} relationship="label" content={name} positioning="after">
        {button}
      </Tooltip>
    );
  };

  return (
    <nav className={mergeClasses(styles.pane, isFolded && styles.folded)} aria-label={t('views.label')} data-pane>
      <Tooltip relationship="label" content={foldName} positioning="after">
        <Hamburger className={styles.fold} aria-expanded={!isFolded} onClick={() => onFold(!isFolded)} />
      </Tooltip>
      <Nav className={styles.items} selectedValue={current}>
        {(['wizard', 'usage', 'backups', 'history'] as const).map(item)}
        <div className={styles.foot}>
          <UsageGauge isFolded={isFolded} onOpen={() => onGoTo('usage')} />
        </div>
        {(['settings', 'help'] as const).map(item)}
      </Nav>
    </nav>
  );
}
