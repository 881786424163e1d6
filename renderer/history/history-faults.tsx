// Where the history is damaged, in plain words.
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice';
import { visibleText } from '../text/readable-value';
import { faultWords, type HistoryFault } from '../../electron/contract/integrity/history-fault';

const shownFaults = 5;

export interface HistoryFaultsProps {
  readonly faults: readonly HistoryFault[];
}

export function HistoryFaults({ faults }: HistoryFaultsProps) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Notice intent="warning" title={t('history.faultsTitle')}>
      {t('history.faults')}{' '}
      {faults
        .slice(0, shownFaults)
        .map(faultWords)
        .map(({ key, names }) =>
          t(`history.faultKinds.${key}`, {
            ...names,
            file: visibleText(names.file),
            programs: visibleText(names.programs),
          }),
        )
        .join(' ')}
    </Notice>
  );
}
