// What version 0.1 left on disk (history.jsonl, and a file for each change in changes/) as entries of the history of today.
// Protects: nothing of it is lost, and what is damaged there is told and stands in nobody's way.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { historyEventSchema } from '../contract/history/history-event.schema';
import type { HistoryEvent } from '../contract/history/history-event';
import type { HistoryFault } from '../contract/integrity/history-fault';
import type { ChangeRecord } from '../contract/history/change-record';
import { changeRecordSchema } from '../contract/history/change-record.schema';
import type { Disk } from '../machine/interfaces/storage';
import { emptyChain, linesOf, type LogEntry } from './log-line';

const oldHistoryFile = 'history.jsonl';
const oldJournalFolder = 'changes';

/** What is there, and cannot be read. */
const unreadable = Symbol('unreadable');

const lineSchema = z.strictObject({
  number: z.number().int().min(1),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  event: historyEventSchema,
});

/** What was there, ending with an `imported` line; null where version 0.1 left nothing in `folder`. */
export async function readVersion01(disk: Pick<Disk, 'read'>, folder: string): Promise<readonly LogEntry[] | null> {
  const text = await textOf(disk, join(folder, oldHistoryFile));
  const names = await entryNames(join(folder, oldJournalFolder));
  if (text === null && names === null) return null;
  const history = readHistoryLines(text);
  const journal = await readJournal(disk, join(folder, oldJournalFolder), names);
  return [
    ...inOrder(history.events, journal.records),
    { kind: 'imported', faults: [...history.faults, ...journal.faults] },
  ];
}

/** Whether `bytes` are what a process came to write of `entries` before it died; what stands behind a whole import is no part of one. */
export function isBeginningOf(bytes: Buffer, entries: readonly LogEntry[]): boolean {
  const whole = Buffer.from(linesOf(entries, emptyChain).text);
  return bytes.length < whole.length && whole.subarray(0, bytes.length).equals(bytes);
}

/**
 * Changes stand where the history has them. One that it lacks was cut off before its line was written: the times, which are all
 * there is, say where it belongs.
 */
function inOrder(events: readonly HistoryEvent[], records: readonly ChangeRecord[]): LogEntry[] {
  const waiting = new Map(records.map((record) => [record.id, record]));
  const told = new Map<string, HistoryEvent>();
  for (const event of events) if (event.changeId !== null && !told.has(event.changeId)) told.set(event.changeId, event);
  const missing = records.filter(({ id }) => !told.has(id));
  const entries: LogEntry[] = [];
  const add = (record: ChangeRecord) => {
    waiting.delete(record.id);
    entries.push(...entriesOf(record, told.get(record.id)?.errorCode ?? null));
  };
  for (const event of events) {
    while (missing[0] && missing[0].startedAt < event.at) {
      const [first] = missing.splice(0, 1);
      if (first) add(first);
    }
    const record = event.changeId === null ? undefined : waiting.get(event.changeId);
    if (record) add(record);
    else if (event.changeId === null || !records.some(({ id }) => id === event.changeId))
      entries.push({ kind: 'event', event });
  }
  for (const record of missing) add(record);
  return entries;
}

function entriesOf(record: ChangeRecord, errorCode: string | null): LogEntry[] {
  const { id, state, startedAt, endedAt } = record;
  const opened: LogEntry = { kind: 'change-opened', change: { ...record, state: 'open', endedAt: null } };
  return state === 'open'
    ? [opened]
    : [opened, { kind: 'change-closed', id, state, at: endedAt ?? startedAt, errorCode }];
}

function readHistoryLines(text: string | null | typeof unreadable): { events: HistoryEvent[]; faults: HistoryFault[] } {
  const events: HistoryEvent[] = [];
  const faults: HistoryFault[] = [];
  const fault = (line: number | null, kind: HistoryFault['kind']) =>
    void faults.push({ file: oldHistoryFile, line, kind });
  if (text === null) return { events, faults };
  if (text === unreadable) {
    fault(null, 'held');
    return { events, faults };
  }
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  let previous: string | null = '0'.repeat(64);
  for (const [index, line] of lines.entries()) {
    const parsed = parsedLine(line);
    if (!parsed) fault(index + 1, 'unreadable');
    else {
      events.push(parsed.event);
      if (parsed.number !== index + 1 || (previous !== null && parsed.previous !== previous))
        fault(index + 1, 'not-linked');
    }
    previous = parsed ? createHash('sha256').update(line).digest('hex') : null;
  }
  if (rest !== '') fault(lines.length + 1, 'cut-off');
  return { events, faults };
}

function parsedLine(line: string): Shape<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function readJournal(
  disk: Pick<Disk, 'read'>,
  folder: string,
  names: readonly string[] | typeof unreadable | null,
): Promise<{ records: ChangeRecord[]; faults: HistoryFault[] }> {
  const records: ChangeRecord[] = [];
  if (names === null) return { records, faults: [] };
  if (names === unreadable) return { records, faults: [{ file: oldJournalFolder, line: null, kind: 'held' }] };
  const faults: HistoryFault[] = [];
  for (const name of names) {
    const record = await readRecord(disk, join(folder, name));
    if (record) records.push(record);
    else faults.push({ file: `${oldJournalFolder}/${name}`, line: null, kind: 'damaged-entry' });
  }
  return { records, faults };
}

async function readRecord(disk: Pick<Disk, 'read'>, file: string): Promise<ChangeRecord | null> {
  try {
    return changeRecordSchema.parse(JSON.parse((await disk.read(file)).toString('utf8')));
  } catch {
    return null;
  }
}

async function entryNames(folder: string): Promise<string[] | typeof unreadable | null> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    return isMissing(error) ? null : unreadable;
  }
}

async function textOf(disk: Pick<Disk, 'read'>, file: string): Promise<string | typeof unreadable | null> {
  try {
    return (await disk.read(file)).toString('utf8');
  } catch (error) {
    return isMissing(error) ? null : unreadable;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
