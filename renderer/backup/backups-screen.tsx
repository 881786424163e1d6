// Backups: the list, and what is selected in it compared with the registry: a backup, or a .reg file that was opened.
import { Button, makeStyles, SearchBox } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { LiveFindings } from '../findings/live-findings';
import { useMachine } from '../machine/machine-context';
import { ErrorPanel } from '../ui/error-panel';
import { medium } from '../ui/layout';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { BackUpNow } from './back-up-now';
import { BackupWarnings } from './backup-warnings';
import { BackupsList } from './backups-list';
import { ReadingPanel } from './reading-panel';
import type { OpenedFile } from './backup-source';
import { useComparison } from './use-comparison';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

const useStyles = makeStyles({
  search: { width: '200px', [medium]: { width: '140px', minWidth: '100px' } },
  // So that all commands fit on one line.
  icon: { [medium]: { display: 'none' } },
});

export interface BackupsScreenProps {
  /** The backup that is selected first; null: the newest one. */
  readonly initialId: string | null;
}

export function BackupsScreen({ initialId }: BackupsScreenProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [read, readView] = useReading('backups.list', generation);
  // However many they are, they are drawn while there is time.
  const view = useDeferredValue(read);
  const [files, setFiles] = useState<readonly OpenedFile[]>([]);
  const [selectedKey, setSelectedKey] = useState(initialId);
  /** After a file could not be opened: nothing else looks as if it were that file. */
  const [isNoneSelected, setIsNoneSelected] = useState(false);
  const [search, setSearch] = useState('');
  const [answer, setAnswer] = useState<AppError | 'created' | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const comparing = useComparison(generation);

  const fail = (error: AppError) => setAnswer(error.code === 'NOT_CONFIRMED' ? null : error);

  const openFile = async () => {
    setAnswer(null);
    setIsOpening(true);
    const result = await call('reg-file.open', {});
    setIsOpening(false);
    if (!result.ok) {
      fail(result.error);
      setIsNoneSelected(result.error.code !== 'NOT_CONFIRMED');
      return;
    }
    const { source } = result.value;
    if (source.kind !== 'file') return;
    setFiles((opened) => [source, ...opened.filter(({ id }) => id !== source.id)]);
    setIsNoneSelected(false);
    setSelectedKey(source.id);
    comparing.show(source.id, result);
  };

  const openFolder = async () => {
    const result = await call('backups.open-folder', {});
    if (!result.ok) fail(result.error);
  };

  const created = (result: Result<BackupInfo>) => {
    if (!result.ok) {
      fail(result.error);
      return;
    }
    setAnswer('created');
    setIsNoneSelected(false);
    setSelectedKey(result.value.id);
    readView();
  };

  const select = (key: string | null) => {
    setAnswer(null);
    setIsNoneSelected(false);
    setSelectedKey(key);
  };

  const isEmpty = view.status === 'ready' && view.value.backups.length === 0 && files.length === 0;
  return (
    <Page
      title={t('backups.title')}
      actions={
        <>
          <BackUpNow isPrimary={isEmpty} onCreated={created} />
          <Button
            icon={{ className: styles.icon, children: <DocumentRegular /> }}
            disabledFocusable={isOpening}
            onClick={() => void openFile()}
          >
            {t('backups.openFile')}
          </Button>
          <Button
            appearance="subtle"
            icon={{ className: styles.icon, children: <FolderOpenRegular /> }}
            onClick={() => void openFolder()}
          >
            {t('backups.openFolder')}
          </Button>
          <SearchBox
            className={styles.search}
            aria-label={t('backups.searchLabel')}
            placeholder={t('actions.search')}
            value={search}
            dismiss={{ 'aria-label': t('actions.clearSearch') }}
            onChange={(_, data) => setSearch(data.value)}
          />
        </>
      }
    >
      <LiveFindings onOutdated={readView} />
      {answer === 'created' && (
        <Notice intent="success" title={t('backups.takenTitle')}>
          {t('backups.taken')}
        </Notice>
      )}
      {answer !== null && answer !== 'created' && <ErrorPanel error={answer} />}
      <ReadingPanel isReading={isOpening} />
      <ReadingView reading={view} label={t('backups.reading')} readAgain={readView}>
        {(value) => (
          <>
            <BackupWarnings view={value} />
            <BackupsList
              view={value}
              files={files}
              search={search}
              selectedKey={selectedKey}
              isNoneSelected={isNoneSelected}
              comparing={comparing}
              onSelect={select}
              onCloseFile={(id) => setFiles((opened) => opened.filter((file) => file.id !== id))}
              onOutdated={readView}
            />
          </>
        )}
      </ReadingView>
    </Page>
  );
}
