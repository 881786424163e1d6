// Where a backup is and what proves it: file, content, checksum, and how it was written.
import { Button, Text } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { CopyButton } from '../ui/copy-button';
import { ErrorPanel } from '../ui/error-panel';
import { Facts } from '../ui/facts';
import { useMachine } from '../machine/machine-context';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { AppError } from '../../electron/contract/errors/errors';

const ways = { 'reg.exe': 'backup.writtenByWay.regExe', 'own-codec': 'backup.writtenByWay.ownCodec' } as const;

export interface BackupFactsProps {
  readonly backup: BackupInfo;
}

export function BackupFacts({ backup }: BackupFactsProps) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const [error, setError] = useState<AppError | null>(null);

  const reveal = async () => {
    const result = await call('backup.reveal', { id: backup.id });
    setError(result.ok ? null : result.error);
  };

  const values = t('backup.valueCount', { count: backup.valueCount, formatted: formats.count(backup.valueCount) });
  return (
    <>
      <Facts
        facts={[
          {
            name: t('backup.file'),
            value: (
              <>
                <span>{backup.file}</span>
                <CopyButton text={backup.file} name={t('copyNames.backupFile')} />
                <Button size="small" icon={<FolderOpenRegular />} onClick={() => void reveal()}>
                  {t('actions.showInFolder')}
                </Button>
              </>
            ),
          },
          { name: t('backup.createdAt'), value: formats.dateTime(backup.createdAt) },
          {
            name: t('backup.values'),
            value: t('backup.valuesAndSize', { values, size: formats.bytes(backup.sizeInBytes) }),
          },
          {
            name: t('backup.sha256'),
            value: (
              <>
                <Text font="monospace" title={backup.sha256}>{`${backup.sha256.slice(0, 12)}…`}</Text>
                <CopyButton text={backup.sha256} name={t('copyNames.sha256')} />
              </>
            ),
          },
          { name: t('backup.writtenBy'), value: t(ways[backup.writtenBy]) },
        ]}
      />
      {error && <ErrorPanel error={error} />}
    </>
  );
}
