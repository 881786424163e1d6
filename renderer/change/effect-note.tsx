// When a change takes effect, and that it can be undone.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { isIgnorable } from './outcome-kind';
import { isRangeChange, type Change } from '../../electron/contract/change/change';

const useStyles = makeStyles({
  note: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, fontSize: '20px' },
});

export interface EffectNoteProps {
  readonly changes: readonly Change[];
}

export function EffectNote({ changes }: EffectNoteProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine } = useMachine();
  const ranges = changes.filter(isRangeChange).length;
  const when = ranges === changes.length ? 'now' : ranges === 0 ? 'restart' : 'both';
  return (
    <div className={styles.note}>
      {when === 'now' ? (
        <CheckmarkCircleRegular className={styles.icon} />
      ) : (
        <ArrowClockwiseRegular className={styles.icon} />
      )}
      <Text>
        {t(`value.effect.${when}`)} {isIgnorable(changes, machine.version) && t('value.effect.mayBeIgnored')}{' '}
        {t('value.effect.undo')}
      </Text>
    </div>
  );
}
