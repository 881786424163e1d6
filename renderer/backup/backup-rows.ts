// The backups as rows of the list: one for each change, and those that a search finds. Pure.
import type { BackupListing } from '../../electron/contract/backup/backup-list';

export interface BackupRow {
  readonly kind: 'backup';
  readonly listing: BackupListing;
  /** Backups with the same content that the wizard took on the way to the same change, newest first; not listed themselves. */
  readonly same: readonly BackupListing[];
}

/** One row for each change. `backups` is newest first. */
export function backupRows(backups: readonly BackupListing[]): BackupRow[] {
  const rows: BackupRow[] = [];
  for (const listing of backups) {
    const last = rows.at(-1);
    if (last && belongsTo(listing, last.listing)) rows[rows.length - 1] = { ...last, same: [...last.same, listing] };
    else rows.push({ kind: 'backup', listing, same: [] });
  }
  return rows;
}

/** A backup without a note of its own, with nothing else behind it than the one that a change began with. */
function belongsTo(listing: BackupListing, change: BackupListing): boolean {
  return (
    change.change !== null &&
    listing.change === null &&
    listing.note === '' &&
    listing.integrity === 'intact' &&
    change.integrity === 'intact' &&
    listing.backup.sha256 === change.backup.sha256 &&
    listing.computerName === change.computerName
  );
}

/** The rows whose file, note, user, computer, ticket number or changed settings contain the search text. */
export function foundRows(rows: readonly BackupRow[], search: string): readonly BackupRow[] {
  const requested = search.trim().toLocaleLowerCase();
  if (requested === '') return rows;
  return rows.filter(({ listing: { backup, note, userName, computerName, change } }) =>
    [backup.file, note, userName, computerName, change?.ticketNumber ?? '', ...(change?.names ?? [])].some((text) =>
      text.toLocaleLowerCase().includes(requested),
    ),
  );
}
