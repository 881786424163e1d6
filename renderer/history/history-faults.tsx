// Where the history cannot be read, in plain words: damage, and what a later version of the program wrote.
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice';
import { visibleText } from '../text/readable-value';
import { faultWords, isDamage, type HistoryFault } from '../../electron/contract/integrity/history-fault';

const shownFaults = 5;

export interface HistoryFaultsProps {
  readonly faults: readonly HistoryFault[];
}

export function HistoryFaults({ faults }: HistoryFaultsProps) {
  const { t } = useTranslation();
  const damage = faults.filter(isDamage);
  const newer = faults.length - damage.length;
  return (
    <>
      {damage.length > 0 && (
        <Notice intent="warning" title={t('history.faultsTitle')}>
          {t('history.faults')}{' '}
          {damage
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
      )}
      {newer > 0 && (
        <Notice intent="warning" title={t('history.newerTitle')}>
          {t('history.newer', { count: newer })}
        </Notice>
      )}
    </>
  );
}
