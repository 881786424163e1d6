// Above a list by date: how many entries there are, and in which order; the other order with a click.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons/svg/arrow-sort';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    flexShrink: 0,
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} 0 ${tokens.spacingHorizontalL}`,
  },
  order: { flexShrink: 0, whiteSpace: 'nowrap' },
  found: { color: tokens.colorNeutralForeground3 },
});

export interface ListHeadProps {
  /** How many entries are listed, in words. */
  readonly found: string;
  readonly isOldestFirst: boolean;
  readonly onOrder: (isOldestFirst: boolean) => void;
}

export function ListHead({ found, isOldestFirst, onOrder }: ListHeadProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <Text role="status" size={200} className={styles.found}>
        {found}
      </Text>
      <Button
        size="small"
        appearance="subtle"
        className={styles.order}
        icon={<ArrowSortRegular />}
        onClick={() => onOrder(!isOldestFirst)}
      >
        {t(isOldestFirst ? 'actions.oldestFirst' : 'actions.newestFirst')}
      </Button>
    </div>
  );
}

/** `rows`, newest first, in this order. */
export function inOrder<T>(rows: readonly T[], isOldestFirst: boolean): readonly T[] {
  return isOldestFirst ? [...rows].reverse() : rows;
}
