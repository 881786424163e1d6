// The history for people: each event, and whether its change can be undone now; and as a table to take along.
import type { AuditEvent } from '../contract/audit';
import type { HistoryEntry, HistoryView } from '../contract/backups';
import { isRange, isSameSetting, type Setting } from '../contract/change';
import type { ChangeRecord } from '../contract/models';
import { success, type Result } from '../contract/result';
import { dwordOf, registryTypeName } from '../contract/stored-value';
import type { Journal } from '../tuning/journal';
import { readSetting, type Settings } from '../tuning/settings';
import type { AuditLog } from '../audit/audit-log';

/** Everything that happened, newest first. Errors: those of reading the machine. */
export async function readHistory(audit: AuditLog, journal: Journal, machine: Settings): Promise<Result<HistoryView>> {
  const { events, faults } = await audit.read();
  const { records, damaged } = await journal.entries();
  const entries: HistoryEntry[] = [];
  for (const event of events) {
    const record = records.find(({ id }) => id === event.changeId);
    const inTheWay = record?.state === 'applied' ? await changedSince(machine, record) : success([]);
    if (!inTheWay.ok) return inTheWay;
    entries.push({ event, undo: undoState(event, record, inTheWay.value), inTheWay: inTheWay.value, hasTicket: record !== undefined });
  }
  return success({ entries: entries.reverse(), faults, damagedJournal: damaged });
}

function undoState(event: AuditEvent, record: ChangeRecord | undefined, inTheWay: readonly string[]): HistoryEntry['undo'] {
  if (event.outcome !== 'done' || !record) return 'none';
  if (record.state === 'undone') return 'undone';
  if (record.state !== 'applied') return 'none';
  return inTheWay.length === 0 ? 'possible' : 'changed-since';
}

async function changedSince(machine: Settings, record: ChangeRecord): Promise<Result<string[]>> {
  const names: string[] = [];
  for (const change of record.changes) {
    const now = await readSetting(machine, change);
    if (!now.ok) return now;
    if (!isSameSetting(now.value, change.after)) names.push(change.name);
  }
  return success(names);
}

const columns = [
  'time (UTC)', 'kind', 'outcome', 'error', 'computer', 'user', 'value', 'before', 'after', 'backup', 'backup SHA-256', 'program version', 'change', 'ticket', 'confirmed by',
] as const;

/**
 * The events as CSV (RFC 4180, CRLF, UTF-8 with byte order mark, one line for each changed value). A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
export function historyCsv(events: readonly AuditEvent[]): string {
  const lines = events.flatMap((event) => {
    const { at, kind, outcome, errorCode, computerName, userName, confirmedBy, backup, programVersion, changeId, ticketNumber } = event;
    const changes = event.changes.length > 0 ? event.changes : [{ name: '', before: null, after: null }];
    return changes.map(({ name, before, after }) => [
      at, kind, outcome, errorCode ?? '', computerName, userName, name, plain(before), plain(after), backup?.file ?? '', backup?.sha256 ?? '',
      programVersion, changeId ?? '', ticketNumber ?? '', confirmedBy ?? '',
    ]);
  });
  return `\ufeff${[columns, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function plain(stored: Setting | null): string {
  if (!stored) return '';
  if (isRange(stored)) return `start ${stored.start} number ${stored.number}`;
  if (!stored.present) return 'not set';
  return String(dwordOf(stored) ?? `${registryTypeName(stored.type)} ${stored.hex}`);
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
