// The backup list: take a backup, find one, choose what to do with it, or open a .reg file from elsewhere.
import { Button, Field, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { LiveFindings } from '../findings/live-findings';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { newestFirst, orderAfterClick, orderedBackups } from './backup-order';
import { BackupTable, type BackupAction } from './backup-table';
import { BackupWarnings } from './backup-warnings';
import { TakeBackup } from './take-backup';
import type { BackupListing, BackupsView } from '../../electron/contract/backup/backup-list';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  search: { maxWidth: '420px' },
  box: { maxWidth: 'none' },
});

type Finished =
  | { readonly kind: 'exported'; readonly files: readonly string[] }
  | { readonly kind: 'failed'; readonly error: AppError }
  | null;

export interface BackupListProps {
  /** Progress or failure of the current reading. */
  readonly panel: ReactNode;
  readonly onCompare: (listing: BackupListing) => void;
  readonly onOpenFile: () => void;
  /** A backup or file is being read: nothing else can be started meanwhile. */
  readonly isReading: boolean;
}

export function BackupList({ panel, onCompare, onOpenFile, isReading }: BackupListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [view, readView] = useReading('backups.list', generation);
  const [finished, setFinished] = useState<Finished>(null);
  const [isActing, setIsActing] = useState(false);

  const settle = (error: AppError) => setFinished(error.code === 'NOT_CONFIRMED' ? null : { kind: 'failed', error });

  const act = async (action: BackupAction, listing: BackupListing) => {
    const { id } = listing.backup;
    setFinished(null);
    if (action === 'compare') {
      onCompare(listing);
      return;
    }
    setIsActing(true);
    if (action === 'export') {
      const result = await call('backup.export', { id });
      if (result.ok) setFinished({ kind: 'exported', files: result.value.files });
      else settle(result.error);
    } else {
      const result = await call(action === 'delete' ? 'backup.delete' : 'backup.reveal', { id });
      if (!result.ok) settle(result.error);
      if (action === 'delete') readView();
    }
    setIsActing(false);
  };

  const openFolder = async () => {
    const result = await call('backups.open-folder', {});
    if (!result.ok) settle(result.error);
  };

  return (
    <Page title={t('backups.title')}>
      <Text>{t('backups.lead')}</Text>
      <LiveFindings />
      <TakeBackup onTaken={readView} />
      <div className={styles.tools}>
        <Button icon={<DocumentRegular />} disabledFocusable={isReading} onClick={onOpenFile}>
          {t('backups.openFile')}
        </Button>
        <Button icon={<FolderOpenRegular />} onClick={() => void openFolder()}>
          {t('backups.openFolder')}
        </Button>
      </div>
      {panel}
      {finished?.kind === 'exported' && (
        <Notice intent="success" title={t('backups.exportedTitle')}>
          {t('backups.exported', { file: finished.files[0], undo: finished.files[1] })}
        </Notice>
      )}
      {finished?.kind === 'failed' && <ErrorPanel error={finished.error} />}
      <ReadingView reading={view} label={t('backups.reading')} readAgain={readView}>
        {(value) => (
          <>
            <BackupWarnings view={value} />
            <FoundBackups
              view={value}
              isBusy={isActing || isReading}
              onAction={(action, listing) => void act(action, listing)}
            />
          </>
        )}
      </ReadingView>
    </Page>
  );
}

interface FoundBackupsProps {
  readonly view: BackupsView;
  readonly isBusy: boolean;
  readonly onAction: (action: BackupAction, listing: BackupListing) => void;
}

function FoundBackups({ view: { backups }, isBusy, onAction }: FoundBackupsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState(newestFirst);
  const found = useMemo(() => orderedBackups(backups, search, order), [backups, search, order]);
  if (backups.length === 0) return <Text>{t('backups.empty')}</Text>;
  return (
    <>
      <Field label={t('backups.searchLabel')} className={styles.search}>
        <SearchBox className={styles.box} value={search} onChange={(_, data) => setSearch(data.value)} />
      </Field>
      <Text role="status" size={200}>
        {t('backups.found', { count: found.length })}
      </Text>
      {found.length > 0 && (
        <BackupTable
          backups={found}
          order={order}
          onSort={(column) => setOrder((present) => orderAfterClick(present, column))}
          onAction={onAction}
          isBusy={isBusy}
        />
      )}
    </>
  );
}
