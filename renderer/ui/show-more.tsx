// A long list in parts, so that the window never renders thousands of rows at once.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';

const partSize = 100;

export interface MoreRows {
  readonly left: number;
  readonly show: () => void;
}

export function usePart<T>(rows: readonly T[]): readonly [readonly T[], MoreRows] {
  const [count, setCount] = useState(partSize);
  return [
    rows.slice(0, count),
    { left: Math.max(0, rows.length - count), show: () => setCount((shown) => shown + partSize) },
  ];
}

export interface ShowMoreProps {
  readonly more: MoreRows;
}

export function ShowMore({ more }: ShowMoreProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  if (more.left === 0) return null;
  return (
    <div>
      <Button onClick={more.show}>{t('actions.showMore', { left: formats.count(more.left) })}</Button>
    </div>
  );
}
