// The bytes of a backup, read once.
// Protects: what was hashed is what is compared, copied and written; a file that is swapped meanwhile does not pass.
import type { BackupInfo } from '../contract/backup/backup-info';
import { failure, success, type Result } from '../contract/errors/result';
import type { BackupIntegrity } from '../contract/integrity/backup-integrity';
import type { Disk } from '../machine/interfaces/storage';
import { sha256 } from './manifest';

export interface BackupContent {
  readonly bytes: Buffer;
  /** The bytes have the hash that was recorded when the backup was taken. */
  readonly isAsTaken: boolean;
}

/** In bytes: far more than any backup has. One that was changed may be anything, and is read as a whole. */
const largestChanged = 64 * 1024 * 1024;

/** Errors: REG_FILE_REFUSED. */
export async function readContent(
  disk: Pick<Disk, 'read'>,
  { file, sha256: recorded }: Pick<BackupInfo, 'file' | 'sha256'>,
): Promise<Result<BackupContent>> {
  try {
    const bytes = await disk.read(file);
    const isAsTaken = sha256(bytes) === recorded;
    if (isAsTaken || bytes.length <= largestChanged) return success({ bytes, isAsTaken });
    return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${bytes.length} bytes` });
  } catch (error) {
    return failure({ code: 'REG_FILE_REFUSED', reason: 'unreadable', detail: String(error) });
  }
}

/** What a backup that was listed as `listed` is now that its content was read: never better. */
export function integrityOf({ isAsTaken }: BackupContent, listed: BackupIntegrity): BackupIntegrity {
  const isReported = isAsTaken || listed === 'missing' || listed === 'not-in-history';
  return isReported ? listed : 'reg-changed';
}
