// What the entries of the history come to: each change with its state, the one in force, what is open. Pure.
// Protects: order is the order of lines, never of clocks; a recovery leads back, and is no change in force.
import type { HistoryEvent } from '../contract/history/history-event';
import type { ChangeRecord } from '../contract/history/change-record';
import type { LogEntry } from './log-line';

export interface UnfinishedBackup {
  readonly id: string;
  /** Name of its .reg file. */
  readonly file: string;
}

/** Where things stand after the last line. It can be kept, and continued from. */
export interface Standing {
  /** Changes that were begun and not closed, oldest first. */
  readonly open: readonly ChangeRecord[];
  /** The change in force: closed last with its values in place, recoveries left out. */
  readonly current: ChangeRecord | null;
  /** The change that was closed last, whatever it was. */
  readonly latest: ChangeRecord | null;
  /** Backups that were begun or were to be deleted, and of which files may be left. */
  readonly unfinished: readonly UnfinishedBackup[];
}

export const atTheBeginning: Standing = { open: [], current: null, latest: null, unfinished: [] };

export interface Folded extends Standing {
  /** Every change of the entries in the order in which it was opened. */
  readonly records: readonly ChangeRecord[];
  /** What happened, oldest first, for people. */
  readonly events: readonly HistoryEvent[];
  /** For each event the index of its entry. */
  readonly entryOfEvent: readonly number[];
}

/** Folds `entries` onto what stood before them. */
export function fold(entries: readonly LogEntry[], before: Standing = atTheBeginning): Folded {
  const records = new Map(before.open.map((record) => [record.id, record]));
  const errors = new Map<string, string | null>();
  const items: (string | HistoryEvent)[] = [];
  const entryOfEvent: number[] = [];
  const unfinished = new Map(before.unfinished.map((backup) => [backup.id, backup]));
  let open = new Set(records.keys());
  const closed: { current: string | null; latest: string | null } = { current: null, latest: null };

  const set = (id: string, state: ChangeRecord['state'], at?: string) => {
    const record = records.get(id);
    if (record) records.set(id, { ...record, state, ...(at === undefined ? {} : { endedAt: at }) });
  };

  const close = ({ id, state, at, errorCode, movedAlong }: Extract<LogEntry, { kind: 'change-closed' }>) => {
    const record = records.get(id);
    if (!record) return;
    if (movedAlong) records.set(id, { ...record, movedAlong });
    set(id, state, at);
    errors.set(id, errorCode);
    open.delete(id);
    closed.latest = id;
    const isInForce = (state === 'applied' || state === 'kept') && record.reason !== 'recovery';
    if (isInForce) closed.current = id;
    if (state !== 'applied' || record.reverses === undefined) return;
    if (record.reason === 'undo') set(record.reverses, 'undone');
    if (record.reason !== 'recovery') return;
    for (const interrupted of open) {
      set(interrupted, 'rolled-back', at);
      errors.set(interrupted, interruptedCode);
    }
    open = new Set();
  };

  const remove = ({ id, file }: UnfinishedBackup) => void unfinished.set(id, { id, file: nameIn(file) });

  /** A name is given only when there is no such file: nothing is left of what had it before. */
  const takeName = ({ id, file }: UnfinishedBackup) => {
    unfinished.delete(id);
    for (const other of unfinished.values()) if (other.file === nameIn(file)) unfinished.delete(other.id);
  };

  for (const [index, entry] of entries.entries()) {
    switch (entry.kind) {
      case 'change-opened':
        // No change is begun over an open one: the line that closed it is gone. Version 0.1 is put in order by clocks.
        if (entry.change.reason !== 'recovery') open.clear();
        records.set(entry.change.id, entry.change);
        items.push(entry.change.id);
        entryOfEvent.push(index);
        open.add(entry.change.id);
        break;
      case 'change-closed':
        close(entry);
        break;
      case 'event':
        items.push(entry.event);
        entryOfEvent.push(index);
        if (entry.event.kind === 'backup' && entry.event.backup) takeName(entry.event.backup);
        if (entry.event.kind === 'backup-deleted' && entry.event.backup) remove(entry.event.backup);
        break;
      case 'backup-begun':
        takeName(entry);
        remove(entry);
        break;
      case 'backup-dropped':
        unfinished.delete(entry.id);
        break;
      case 'imported':
        for (const { id, state } of records.values()) if (state === 'open') open.add(id);
        break;
      case 'damage-found':
        break;
    }
  }

  const found = (id: string) => records.get(id) ?? null;
  return {
    open: [...open].flatMap((id) => found(id) ?? []),
    current: closed.current === null ? before.current : found(closed.current),
    latest: closed.latest === null ? before.latest : found(closed.latest),
    unfinished: [...unfinished.values()],
    records: items.flatMap((item) => (typeof item === 'string' ? (found(item) ?? []) : [])),
    events: items.flatMap((item) => {
      if (typeof item !== 'string') return [item];
      const record = found(item);
      return record ? [eventOf(record, errors.get(item) ?? null)] : [];
    }),
    entryOfEvent,
  };
}

/** The last part of a path of Windows or of another system. */
function nameIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Told of a change that was put back because it had been cut off. */
export const interruptedCode = 'INTERRUPTED';

const outcomes = {
  open: 'open',
  applied: 'done',
  undone: 'done',
  kept: 'done',
  'rolled-back': 'failed',
} as const satisfies Record<ChangeRecord['state'], HistoryEvent['outcome']>;

/** A change as an event of the history. */
function eventOf(record: ChangeRecord, errorCode: string | null): HistoryEvent {
  const { id, reason, state, startedAt, backup, computerName, userName, confirmedBy, programVersion, ticketNumber } =
    record;
  return {
    at: startedAt,
    kind: reason,
    outcome: outcomes[state],
    errorCode,
    changeId: id,
    changes: record.changes,
    backup,
    manifestSha256: null,
    computerName,
    userName,
    ...(confirmedBy === undefined ? {} : { confirmedBy }),
    programVersion,
    ...(ticketNumber === undefined ? {} : { ticketNumber }),
  };
}
