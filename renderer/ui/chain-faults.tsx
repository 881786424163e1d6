// Where the history is broken, in plain words.
import { useTranslation } from 'react-i18next';
import { Notice } from './notice';
import type { ChainFault } from '../../electron/contract/backups';

const shownFaults = 5;

export interface ChainFaultsProps {
  readonly faults: readonly ChainFault[];
}

export function ChainFaults({ faults }: ChainFaultsProps) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Notice intent="warning" title={t('history.faultsTitle')}>
      {t('history.faults')}{' '}
      {faults.slice(0, shownFaults).map(({ line, kind }) => t(`history.faultKinds.${kind}`, { line })).join(' ')}
    </Notice>
  );
}
