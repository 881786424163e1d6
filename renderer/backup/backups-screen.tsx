// Backups: the list, and the comparison of a backup or .reg file with the registry.
import { useState } from 'react';
import { call } from '../ipc/api';
import { BackupList } from './backup-list';
import { ReadingPanel } from './reading-panel';
import { ComparisonView } from './comparison-view';
import type { BackupListing } from '../../electron/contract/backup/backup-list';
import type { Comparison } from '../../electron/contract/backup/comparison';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';

export function BackupsScreen() {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [isReading, setIsReading] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  /** A canceled reading leaves everything as it was. */
  const show = async (reading: Promise<Result<Comparison>>) => {
    setError(null);
    setIsReading(true);
    const result = await reading;
    setIsReading(false);
    if (result.ok) setComparison(result.value);
    else if (result.error.code !== 'NOT_CONFIRMED') setError(result.error);
  };

  const panel = <ReadingPanel isReading={isReading} error={error} />;
  if (comparison !== null) {
    return (
      <ComparisonView
        key={comparison.token}
        comparison={comparison}
        panel={panel}
        onBack={() => setComparison(null)}
        onReadAgain={() => void show(call('comparison.read-again', { token: comparison.token }))}
      />
    );
  }
  return (
    <BackupList
      panel={panel}
      isReading={isReading}
      onCompare={({ backup }: BackupListing) => void show(call('backup.compare', { id: backup.id }))}
      onOpenFile={() => void show(call('reg-file.open', {}))}
    />
  );
}
