// The history as rows of a list: one for each change with its state, those of a filter, and those that a search finds. Pure.
import { nameOfFile } from '../text/name-of-file';
import type { HistoryEntry } from '../../electron/contract/history/history-view';

export const historyFilters = ['changes', 'backups', 'all'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

export type EntryState =
  'active' | 'waiting' | 'changed-since' | 'undone' | 'done' | 'canceled' | 'blocked' | 'failed' | 'open';

export interface HistoryRow {
  readonly key: string;
  readonly entry: HistoryEntry;
  readonly state: EntryState;
  /** The undo that led back from this change; null where there was none. */
  readonly undoneBy: HistoryEntry | null;
}

/** The rows of a filter in the order of `entries`, newest first. A way back that succeeded is part of its change's row. */
export function historyRows(entries: readonly HistoryEntry[], filter: HistoryFilter): HistoryRow[] {
  const changes = new Set(entries.map(({ event }) => event.changeId));
  const undone = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    const { reverses, event } = entry;
    if (reverses !== null && event.kind === 'undo' && event.outcome === 'done') undone.set(reverses, entry);
  }
  return entries.flatMap((entry) => {
    const { event, reverses } = entry;
    const isBackup = event.kind === 'backup' || event.kind === 'backup-deleted';
    const isPartOfAnother = reverses !== null && event.outcome === 'done' && changes.has(reverses);
    const isShown = filter === 'all' || (filter === 'backups' ? isBackup : !isBackup && !isPartOfAnother);
    if (!isShown) return [];
    const undoneBy = event.changeId === null ? null : (undone.get(event.changeId) ?? null);
    return [{ key: `${entry.position}`, entry, state: stateOf(entry), undoneBy }];
  });
}

function stateOf({ event: { kind, outcome, errorCode }, undo, isWaiting }: HistoryEntry): EntryState {
  switch (outcome) {
    case 'refused':
      return errorCode === 'NOT_CONFIRMED' || errorCode === 'ELEVATION_DECLINED' ? 'canceled' : 'blocked';
    case 'failed':
    case 'open':
      return outcome;
    case 'done':
      if (kind === 'undo' || undo === 'none') return 'done';
      if (undo !== 'possible') return undo;
      return isWaiting ? 'waiting' : 'active';
  }
}

/** The rows whose settings, ticket number, user, computer or backup contain the search text. */
export function foundHistory(rows: readonly HistoryRow[], search: string): readonly HistoryRow[] {
  const requested = search.trim().toLocaleLowerCase();
  if (requested === '') return rows;
  return rows.filter(({ entry: { event } }) =>
    [
      ...event.changes.map(({ name }) => name),
      event.ticketNumber ?? '',
      event.userName,
      event.confirmedBy ?? '',
      event.computerName,
      event.backup ? nameOfFile(event.backup.file) : '',
    ].some((text) => text.toLocaleLowerCase().includes(requested)),
  );
}
