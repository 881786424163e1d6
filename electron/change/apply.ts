// Carries a change out: read, confirm, back up, write, read back; on any failure roll back and say what is left.
// Protects: no write without a verified backup and an open entry in the history; nothing is written over somebody else's change;
// what was verified is never rolled back because the history could not be written.
import { randomUUID } from 'node:crypto';
import type { BackupStore } from '../backup/store';
import { actorOf } from '../contract/history/actor';
import type { AppError, Drift } from '../contract/errors/errors';
import { isRangeChange, isSameSetting, withSides, type Change } from '../contract/change/change';
import type { StageReport } from '../contract/change/stages.schema';
import type { ChangeReason, ChangeRecord, MeasuredBefore } from '../contract/history/change-record';
import { failure, success, type Result } from '../contract/errors/result';
import type { ChangeLog } from '../history/change-log';
import type { PortRanges } from '../contract/port-ranges/dynamic-ranges';
import type { Machine } from '../machine/interfaces/machine';
import type { SystemInfo } from '../machine/interfaces/system';
import { movedRanges } from './moved-ranges';
import { atOneMoment, readSetting, writeSetting, type Settings } from './settings';

export interface ChangeTools {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly log: ChangeLog;
  readonly programVersion: string;
  /** Number of the ticket that the change belongs to, for its record; empty or absent where there is none. */
  readonly ticketNumber?: string;
  /** Asks the person; false means Cancel. */
  readonly confirm: (changes: readonly Change[], reason: ChangeReason) => Promise<boolean>;
  readonly report: (report: StageReport) => void;
  /** How things stand before the first write, for the record; never fails. Absent where nobody measures. */
  readonly measureBefore?: (changes: readonly Change[]) => Promise<MeasuredBefore>;
}

type FailureCause = Extract<AppError, { code: 'CHANGE_FAILED' }>['cause'];

/**
 * Carries out `changes` in their order, each only from its `before`. `reverses`: the change that this one leads back from.
 * A record that is still open on success: the values were verified, and the history could not be written any more.
 * Errors: NOT_ELEVATED, DRIFTED, NOT_CONFIRMED and those of the backup, all with nothing written; CHANGE_FAILED after a roll-back.
 */
export async function carryOut(
  tools: ChangeTools,
  changes: readonly Change[],
  reason: ChangeReason,
  reverses?: string,
): Promise<Result<ChangeRecord>> {
  const { machine, backups, log, report } = tools;
  report({ stage: 'reading', name: null });
  const system = await machine.system.describe();
  if (!system.ok) return system;
  if (!system.value.isElevated) return failure({ code: 'NOT_ELEVATED', action: 'registry.write' });
  const beforeAsking = await refuseDrift(machine, changes);
  if (!beforeAsking.ok) return beforeAsking;
  report({ stage: 'confirming', name: null });
  if (!(await tools.confirm(changes, reason))) return failure({ code: 'NOT_CONFIRMED' });

  const measuredBefore = await tools.measureBefore?.(changes);
  report({ stage: 'backing-up', name: null });
  const taken = await backups.create({ reason: 'before-change', note: '' }, () =>
    report({ stage: 'comparing', name: null }),
  );
  if (!taken.ok) return taken;
  const afterBackup = await refuseDrift(machine, changes);
  if (!afterBackup.ok) return afterBackup;

  const { backup, portRanges } = taken.value;
  const rangesBefore = portRanges ?? undefined;
  const record = newRecord(tools, system.value, {
    changes,
    reason,
    reverses,
    backup,
    rangesBefore,
    measuredBefore,
  });
  const opened = await log.append({ kind: 'change-opened', change: record });
  if (!opened.ok) return opened;

  for (const [index, change] of changes.entries()) {
    const problem = await write(machine, change, report);
    if (problem) return rollBack(tools, record, index + 1, change.name, problem);
  }
  const rangesAfter = await readRangesAfter(machine, changes);
  const overwritten = rangesAfter && overwrittenRange(changes, rangesAfter);
  if (overwritten) return rollBack(tools, record, changes.length, overwritten.name, overwritten);
  const moved = movedRanges(changes, rangesBefore, rangesAfter);
  const movedAlong = moved.length > 0 ? { movedAlong: moved } : {};
  report({ stage: 'closing', name: null });
  const endedAt = new Date().toISOString();
  const closed = await log.append({
    kind: 'change-closed',
    id: record.id,
    state: 'applied',
    at: endedAt,
    errorCode: null,
    ...movedAlong,
  });
  return success({ ...record, ...movedAlong, ...(closed.ok ? { state: 'applied', endedAt } : {}) });
}

/** All four after the writes; null where no range was written, and where they could not be read: each was read back before. */
async function readRangesAfter({ portRange }: Machine, changes: readonly Change[]): Promise<PortRanges | null> {
  if (!changes.some(isRangeChange)) return null;
  const ranges = await portRange.read();
  return ranges.ok ? ranges.value : null;
}

/** A range that the write of another one moved away from what was requested. */
function overwrittenRange(
  changes: readonly Change[],
  now: PortRanges,
): { name: string; cause: FailureCause; detail: string } | null {
  for (const { name, range, after } of changes.filter(isRangeChange)) {
    const reading = now[range];
    if (reading.known && !isSameSetting(reading.range, after))
      return { name, cause: 'did-not-stick', detail: JSON.stringify(reading.range) };
  }
  return null;
}

/** Refuses with DRIFTED where a value or range is not what the change begins from. */
export async function refuseDrift(machine: Settings, changes: readonly Change[]): Promise<Result<null>> {
  const drift: Drift[] = [];
  const now = atOneMoment(machine);
  for (const change of changes) {
    const found = await readSetting(now, change);
    if (!found.ok) return found;
    const { name, before } = change;
    if (!isSameSetting(found.value, before)) drift.push({ name, expected: before, found: found.value });
  }
  return drift.length === 0 ? success(null) : failure({ code: 'DRIFTED', drift });
}

function newRecord(
  { programVersion, ticketNumber = '' }: ChangeTools,
  system: SystemInfo,
  change: Pick<ChangeRecord, 'changes' | 'reason' | 'reverses' | 'backup' | 'rangesBefore' | 'measuredBefore'>,
): ChangeRecord {
  return {
    id: randomUUID(),
    state: 'open',
    startedAt: new Date().toISOString(),
    endedAt: null,
    bootedAt: system.bootedAt,
    boot: system.boot,
    ...actorOf(system),
    programVersion,
    ...(ticketNumber === '' ? {} : { ticketNumber }),
    ...change,
  };
}

/** Writes one value or range and reads it back; the problem, or null when it stuck. */
async function write(
  machine: Machine,
  change: Change,
  report: ChangeTools['report'],
): Promise<{ cause: FailureCause; detail: string } | null> {
  const { name, after } = change;
  report({ stage: 'writing', name });
  const written = await writeSetting(machine, change);
  if (!written.ok) return { cause: 'write-refused', detail: describeError(written.error) };
  report({ stage: 'reading-back', name });
  const found = await readSetting(machine, change);
  if (!found.ok) return { cause: 'read-back-failed', detail: describeError(found.error) };
  return isSameSetting(found.value, after) ? null : { cause: 'did-not-stick', detail: JSON.stringify(found.value) };
}

/**
 * Puts the first `count` values of the record back, last one first, and the ranges among them once more: the write of one may
 * have moved another. The entry of the history is closed only when the last reading finds nothing left over, of the ranges
 * that were not written yet neither; otherwise it stays open, and the way back is offered again.
 */
async function rollBack(
  tools: ChangeTools,
  record: ChangeRecord,
  count: number,
  failedName: string,
  { cause, detail }: { readonly cause: FailureCause; readonly detail: string },
): Promise<Result<never>> {
  const { machine } = tools;
  const written = record.changes.slice(0, count).toReversed();
  for (const change of written) {
    tools.report({ stage: 'rolling-back', name: change.name });
    await restore(machine, change);
  }
  for (const change of written.filter(isRangeChange)) await restore(machine, change);
  const touched = record.changes.filter((change, index) => index < count || isRangeChange(change)).toReversed();
  const now = atOneMoment(machine);
  const left = (await Promise.all(touched.map((change) => leftOver(now, change)))).filter((change) => change !== null);
  const moved = movedRanges(written, record.rangesBefore, await readRangesAfter(machine, written));
  const movedAlong = moved.length > 0 ? { movedAlong: moved } : {};
  if (left.length === 0) {
    await tools.log.append({
      kind: 'change-closed',
      id: record.id,
      state: 'rolled-back',
      at: new Date().toISOString(),
      errorCode: 'CHANGE_FAILED',
      ...movedAlong,
    });
  }
  const backupFile = record.backup.file;
  return failure({ code: 'CHANGE_FAILED', name: failedName, cause, detail, left, ...movedAlong, backupFile });
}

/** Restores `before` where something else stands. */
async function restore(machine: Machine, change: Change): Promise<void> {
  const present = await readSetting(machine, change);
  if (present.ok && isSameSetting(present.value, change.before)) return;
  await writeSetting(machine, withSides(change, change.after, change.before));
}

/** What stands there instead of `before`, or null when it is restored. What cannot be read counts as left over. */
async function leftOver(machine: Settings, change: Change): Promise<Change | null> {
  const found = await readSetting(machine, change);
  if (!found.ok) return change;
  return isSameSetting(found.value, change.before) ? null : withSides(change, change.before, found.value);
}

/** An error as one line for a log or an expert: its code and data. */
function describeError(error: AppError): string {
  const { code, ...data } = error;
  return Object.keys(data).length === 0 ? code : `${code} ${JSON.stringify(data)}`;
}
