// The calls about backups and .reg files.
// Protects: the window names backups and values, never paths.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { BackupService } from '../../services/backup-service';
import type { ComparisonService } from '../../services/comparison-service';

export type BackupHandlers = Pick<
  Handlers,
  | 'backup.create'
  | 'backup.reveal'
  | 'backup.delete'
  | 'backup.export'
  | 'backup.compare'
  | 'backups.list'
  | 'backups.open-folder'
  | 'reg-file.open'
  | 'reg-file.compare'
  | 'reg-file.cancel'
  | 'restore.plan'
>;

export function backupHandlers(backups: BackupService, comparisons: ComparisonService): BackupHandlers {
  return {
    'backup.create': ({ note = '' }) => backups.create(note),
    'backup.reveal': ({ id }) => backups.reveal(id),
    'backup.delete': ({ id }) => backups.remove(id),
    'backup.export': ({ id }) => backups.export(id),
    'backup.compare': ({ id }) => comparisons.ofBackup(id),
    'backups.list': async () => success(await backups.list()),
    'backups.open-folder'() {
      backups.openFolder();
      return Promise.resolve(success(null));
    },
    'reg-file.open': () => comparisons.ofChosenFile(),
    'reg-file.compare': ({ id }) => comparisons.ofOpenedFile(id),
    'reg-file.cancel'() {
      comparisons.cancel();
      return Promise.resolve(success(null));
    },
    'restore.plan': (choice) => comparisons.planRestore(choice),
  };
}
