// What is wrong with the backups and the history, in plain words: what it means and what to do.
import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { HistoryFaults } from '../history/history-faults';
import { Notice } from '../ui/notice';
import type { BackupsView } from '../../electron/contract/backup/backup-list';

const useStyles = makeStyles({ names: { overflowWrap: 'anywhere' } });
const shownNames = 10;

export interface BackupWarningsProps {
  readonly view: BackupsView;
}

export function BackupWarnings({ view: { backups, strangers, historyFaults } }: BackupWarningsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const broken = backups.filter(({ integrity }) => integrity !== 'intact').length;
  return (
    <>
      {broken > 0 && (
        <Notice intent="warning" title={t('backups.brokenTitle', { count: broken })}>
          {t('backups.broken')}
        </Notice>
      )}
      {strangers.length > 0 && (
        <Notice intent="warning" title={t('backups.strangersTitle', { count: strangers.length })}>
          {t('backups.strangers')} <span className={styles.names}>{strangers.slice(0, shownNames).join(', ')}</span>
          {strangers.length > shownNames && ` ${t('backups.andMore', { count: strangers.length - shownNames })}`}
        </Notice>
      )}
      <HistoryFaults faults={historyFaults} />
    </>
  );
}
