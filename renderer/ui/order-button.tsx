// In which order a list by date is shown, and the other one with a click.
import { Button } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons/svg/arrow-sort';
import { useTranslation } from 'react-i18next';

export interface OrderButtonProps {
  readonly isOldestFirst: boolean;
  readonly onOrder: (isOldestFirst: boolean) => void;
}

export function OrderButton({ isOldestFirst, onOrder }: OrderButtonProps) {
  const { t } = useTranslation();
  return (
    <Button size="small" appearance="subtle" icon={<ArrowSortRegular />} onClick={() => onOrder(!isOldestFirst)}>
      {t(isOldestFirst ? 'actions.oldestFirst' : 'actions.newestFirst')}
    </Button>
  );
}

/** `rows`, newest first, in this order. */
export function inOrder<T>(rows: readonly T[], isOldestFirst: boolean): readonly T[] {
  return isOldestFirst ? [...rows].reverse() : rows;
}
