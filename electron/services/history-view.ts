// The history for people: each event, and whether its change can be undone now; and as a table to take along.
import type { HistoryEvent } from '../contract/history/history-event';
import type { HistoryEntry, HistoryView } from '../contract/history/history-view';
import {
  isRange,
  isRangeChange,
  isSameSetting,
  isValueChange,
  type Change,
  type Setting,
} from '../contract/change/change';
import type { ChangeRecord } from '../contract/history/change-record';
import { wasRestarted } from '../contract/machine/boot-identity';
import { foldedName } from '../contract/registry/value-name';
import { success, type Result } from '../contract/errors/result';
import { dwordOf, registryTypeName } from '../contract/registry/stored-value';
import type { HistoryReading } from '../history/follow';
import { effectOf, type Measured } from '../change/effect';
import { readParameters } from '../change/read-values';
import { readSetting, type Settings } from '../change/settings';
import { isInPlace } from '../change/undo';
import type { Machine } from '../machine/interfaces/machine';
import { csvText } from '../text/csv';

/** What happened from the event `start` up to before `end`, newest first. Errors: those of reading the machine. */
export async function readHistory(
  { events, positions, records, faults }: Pick<HistoryReading, 'events' | 'positions' | 'records' | 'faults'>,
  machine: Settings & Pick<Machine, 'system'>,
  start = 0,
  end = events.length,
): Promise<Result<HistoryView>> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const readNow = rememberingReader(machine);
  const waits = restartReader(machine);
  const entries: HistoryEntry[] = [];
  for (const [index, event] of events.slice(start, end).entries()) {
    const record = event.changeId === null ? undefined : byId.get(event.changeId);
    const inTheWay = record && isInPlace(record) ? await changedSince(readNow, record) : success([]);
    if (!inTheWay.ok) return inTheWay;
    const undo = undoState(event, record, inTheWay.value);
    entries.push({
      position: positions[start + index] ?? 0,
      event,
      undo,
      isWaiting: record !== undefined && undo === 'possible' && (await waits(record)),
      inTheWay: inTheWay.value,
      reverses: record?.reverses ?? null,
      hasTicket: record !== undefined,
    });
  }
  return success({ entries: entries.reverse(), faults });
}

function undoState(
  event: HistoryEvent,
  record: ChangeRecord | undefined,
  inTheWay: readonly string[],
): HistoryEntry['undo'] {
  if (event.outcome !== 'done' || !record) return 'none';
  if (record.state === 'undone') return 'undone';
  if (!isInPlace(record)) return 'none';
  return inTheWay.length === 0 ? 'possible' : 'changed-since';
}

type ReadNow = (change: Change) => Promise<Result<Setting>>;

/** Many changes are about the same few values: each is read once. */
function rememberingReader(machine: Settings): ReadNow {
  const read = new Map<string, Promise<Result<Setting>>>();
  return (change) => {
    const key = isRangeChange(change) ? `range ${change.range}` : `value ${foldedName(change.name)}`;
    const known = read.get(key) ?? readSetting(machine, change);
    read.set(key, known);
    return known;
  };
}

/** Whether a change that is in place waits for a restart. What the machine tells is read once, and only where there was none since. */
function restartReader(machine: Settings & Pick<Machine, 'system'>): (record: ChangeRecord) => Promise<boolean> {
  let info: ReturnType<Machine['system']['describe']> | null = null;
  let readings: Promise<Pick<Measured, 'stored' | 'ranges'>> | null = null;
  const readAll = async () => {
    const [values, ranges] = await Promise.all([readParameters(machine.registry), machine.portRange.read()]);
    return { stored: values.ok ? values.value : null, ranges: ranges.ok ? ranges.value : null };
  };
  return async (record) => {
    if (!record.changes.some(isValueChange)) return false;
    info ??= machine.system.describe();
    const described = await info;
    if (!described.ok || wasRestarted(record.boot, described.value.boot) !== false) return false;
    readings ??= readAll();
    const measured = { ...(await readings), version: described.value.version, wasRestarted: false };
    return effectOf(record, measured) === 'waiting-for-restart';
  };
}

async function changedSince(readNow: ReadNow, record: ChangeRecord): Promise<Result<string[]>> {
  const names: string[] = [];
  for (const change of record.changes) {
    const now = await readNow(change);
    if (!now.ok) return now;
    if (!isSameSetting(now.value, change.after)) names.push(change.name);
  }
  return success(names);
}

const columns = [
  'time (UTC)',
  'kind',
  'outcome',
  'error',
  'computer',
  'user',
  'value',
  'before',
  'after',
  'backup',
  'backup SHA-256',
  'program version',
  'change',
  'ticket',
  'confirmed by',
] as const;

/**
 * The events as CSV (RFC 4180, CRLF, UTF-8 with byte order mark, one line for each changed value). A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
export function historyCsv(events: readonly HistoryEvent[]): string {
  const lines = events.flatMap((event) => {
    const {
      at,
      kind,
      outcome,
      errorCode,
      computerName,
      userName,
      confirmedBy,
      backup,
      programVersion,
      changeId,
      ticketNumber,
    } = event;
    const changes = event.changes.length > 0 ? event.changes : [{ name: '', before: null, after: null }];
    return changes.map(({ name, before, after }) => [
      at,
      kind,
      outcome,
      errorCode ?? '',
      computerName,
      userName,
      name,
      plain(before),
      plain(after),
      backup?.file ?? '',
      backup?.sha256 ?? '',
      programVersion,
      changeId ?? '',
      ticketNumber ?? '',
      confirmedBy ?? '',
    ]);
  });
  return csvText([columns, ...lines]);
}

function plain(stored: Setting | null): string {
  if (!stored) return '';
  if (isRange(stored)) return `start ${stored.start} number ${stored.number}`;
  if (!stored.present) return 'not set';
  return String(dwordOf(stored) ?? `${registryTypeName(stored.type)} ${stored.hex}`);
}
