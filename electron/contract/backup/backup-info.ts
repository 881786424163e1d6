// What identifies a backup and proves its content.
import type { Shape } from '../shape';
import type { backupInfoSchema } from './backup-info.schema';

export type BackupInfo = Shape<typeof backupInfoSchema>;
