// The state of an entry of the history: an icon and a word.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { useTranslation } from 'react-i18next';
import type { EntryState } from './history-rows';

const useStyles = makeStyles({
  label: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase400 },
  good: { color: tokens.colorPaletteGreenForeground2 },
  open: { color: tokens.colorPaletteDarkOrangeForeground2 },
  bad: { color: tokens.colorPaletteRedForeground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const looks = {
  active: ['good', CheckmarkCircleRegular],
  waiting: ['open', ClockRegular],
  done: ['good', CheckmarkCircleRegular],
  undone: ['quiet', ArrowUndoRegular],
  'changed-since': ['quiet', SubtractCircleRegular],
  canceled: ['quiet', SubtractCircleRegular],
  blocked: ['bad', ErrorCircleRegular],
  failed: ['bad', ErrorCircleRegular],
  open: ['bad', ErrorCircleRegular],
} as const;

export interface StateLabelProps {
  readonly state: EntryState;
  /** Why, where there is a reason to give. */
  readonly reason?: string | null;
}

export function StateLabel({ state, reason = null }: StateLabelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [look, Icon] = looks[state];
  const name = t(`history.states.${state}`);
  return (
    <span className={mergeClasses(styles.label, styles[look])}>
      <Icon className={styles.icon} />
      {reason === null ? name : t('history.stateWithReason', { state: name, reason })}
    </span>
  );
}
