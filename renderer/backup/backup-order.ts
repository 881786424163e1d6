// Searching and sorting the backup list. Pure.
import type { BackupListing } from '../../electron/contract/backup/backup-list';

export const sortColumns = ['taken', 'computer', 'user', 'reason', 'note', 'size', 'seal'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface BackupOrder {
  readonly column: SortColumn;
  readonly direction: 'ascending' | 'descending';
}

export const newestFirst: BackupOrder = { column: 'taken', direction: 'descending' };

/** The backups whose file, note, user or computer contains the search text, in the requested order. */
export function orderedBackups(
  backups: readonly BackupListing[],
  search: string,
  { column, direction }: BackupOrder,
): BackupListing[] {
  const requested = search.trim().toLocaleLowerCase();
  const isFound = ({ backup, note, userName, computerName }: BackupListing) =>
    [backup.file, note, userName, computerName].some((text) => text.toLocaleLowerCase().includes(requested));
  const sign = direction === 'ascending' ? 1 : -1;
  const found = backups.filter(isFound);
  // The list arrives in the order of the history, newest first, which does not depend on a clock.
  if (column === 'taken') return direction === 'ascending' ? found.reverse() : found;
  return found.sort((a, b) => sign * compare(a, b, column));
}

/** The order after a click on a column heading: reversed if it is already sorted by this column. */
export function orderAfterClick(order: BackupOrder, column: SortColumn): BackupOrder {
  if (order.column !== column)
    return { column, direction: column === 'taken' || column === 'size' ? 'descending' : 'ascending' };
  return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}

function compare(a: BackupListing, b: BackupListing, column: Exclude<SortColumn, 'taken'>): number {
  switch (column) {
    case 'computer':
      return a.computerName.localeCompare(b.computerName);
    case 'user':
      return a.userName.localeCompare(b.userName);
    case 'reason':
      return a.reason.localeCompare(b.reason);
    case 'note':
      return a.note.localeCompare(b.note);
    case 'size':
      return a.backup.sizeInBytes - b.backup.sizeInBytes;
    case 'seal':
      return a.integrity.localeCompare(b.integrity);
  }
}
