// Settles a change that a crash cut off: says how each value stands, and puts it back or leaves it.
// Protects: an interrupted change is never forgotten, and never silently finished.
import { isRangeChange, isSameSetting, withSides, type Change, type Setting } from '../contract/change/change';
import type { ChangeRecord } from '../contract/history/change-record';
import type { RecoveryInfo } from '../contract/history/outcome';
import { failure, success, type Result } from '../contract/errors/result';
import type { ChangeLog } from '../history/change-log';
import { interruptedCode } from '../history/fold';
import { carryOut, type ChangeTools } from './apply';
import { movedRanges } from './moved-ranges';
import { atOneMoment, readSetting, type Settings } from './settings';

/**
 * The change that was begun and not closed, with the present values; null when there is none. `isAtWork`: whether another
 * process is carrying it out right now; null where that cannot be told.
 */
export async function interruptedChange(
  machine: Settings,
  log: ChangeLog,
  isAtWork: () => Promise<boolean | null> = nobody,
): Promise<Result<RecoveryInfo | null>> {
  const { open } = await log.standing();
  const [record] = open;
  if (!record) return success(null);
  const isRunning = await isAtWork();
  // It may have been closed while that was asked.
  if (!(await log.standing()).open.some(({ id }) => id === record.id)) return interruptedChange(machine, log, isAtWork);
  const values: RecoveryInfo['values'][number][] = [];
  const present = atOneMoment(machine);
  for (const change of record.changes) {
    const now = await readSetting(present, change);
    if (!now.ok) return now;
    values.push({ change, now: now.value, stands: standing(change, now.value) });
  }
  return success({ record, isAtWork: isRunning, values });
}

const nobody = () => Promise.resolve(false);

function standing(change: Change, now: Setting): RecoveryInfo['values'][number]['stands'] {
  if (isSameSetting(now, change.before)) return 'as-before';
  return isSameSetting(now, change.after) ? 'as-wanted' : 'neither';
}

/**
 * Ends the interruption. `restore` is a change like any other (backup, history, read back) that leads back to the state
 * before, and its record is the answer: what was written. Where nothing had to be written, and after `keep`, the answer is the
 * interrupted change, closed. `isAsShown` is asked about what would be written: whoever confirmed it elsewhere may have seen
 * other values. Errors: TOKEN_UNKNOWN when `id` is not the open change, DRIFTED (without names) when it is not as shown, and
 * those of the change.
 */
export async function settle(
  tools: ChangeTools,
  id: string,
  action: 'restore' | 'keep',
  isAsShown: (changes: readonly Change[]) => boolean = () => true,
): Promise<Result<ChangeRecord>> {
  const info = await interruptedChange(tools.machine, tools.log);
  if (!info.ok) return info;
  if (!info.value || info.value.record.id !== id) return failure({ code: 'TOKEN_UNKNOWN' });
  const back = action === 'restore' ? wayBackFrom(info.value) : [];
  if (!isAsShown(back)) return failure({ code: 'DRIFTED', drift: [] });
  if (back.length > 0) return carryOut(tools, back, 'recovery', id);
  return closeAll(tools, info.value.record, action === 'restore' ? 'rolled-back' : 'kept');
}

/** What `restore` writes: every value that is not as it was before, last one first. */
export function wayBackFrom({ values }: RecoveryInfo): Change[] {
  return values
    .filter(({ stands }) => stands !== 'as-before')
    .map(({ change, now }) => withSides(change, now, change.before))
    .reverse();
}

/** Closes the change and those of earlier attempts to recover it, which a crash may have cut off as well. */
async function closeAll(
  { machine, log }: Pick<ChangeTools, 'machine' | 'log'>,
  record: ChangeRecord,
  state: 'rolled-back' | 'kept',
): Promise<Result<ChangeRecord>> {
  const ranges = record.changes.some(isRangeChange) ? await machine.portRange.read() : null;
  const moved = movedRanges(record.changes, record.rangesBefore, ranges?.ok ? ranges.value : null);
  const movedAlong = moved.length > 0 ? { movedAlong: moved } : {};
  const { open } = await log.standing();
  const at = new Date().toISOString();
  const errorCode = state === 'rolled-back' ? interruptedCode : null;
  const closed = await log.append(
    ...open.toReversed().map(({ id }) => ({
      kind: 'change-closed' as const,
      id,
      state,
      at,
      errorCode,
      ...(id === record.id ? movedAlong : {}),
    })),
  );
  return closed.ok ? success({ ...record, ...movedAlong, state, endedAt: at }) : closed;
}
