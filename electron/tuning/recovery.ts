// Settles a change that a crash cut off: says how each value stands, and puts it back or leaves it.
// Protects: an interrupted change is never forgotten, and never silently finished.
import { isSameSetting, withSides, type Change, type Setting } from '../contract/change';
import type { ChangeRecord, RecoveryInfo } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { carryOut, type ChangeTools } from './apply';
import type { Journal } from './journal';
import { readSetting, type Settings } from './settings';

/** The open journal entry with the present values, or null when no change was interrupted. */
export async function interruptedChange(machine: Settings, journal: Journal): Promise<Result<RecoveryInfo | null>> {
  const { records } = await journal.entries();
  const record = records.find(({ state }) => state === 'open');
  if (!record) return success(null);
  const values: RecoveryInfo['values'][number][] = [];
  for (const change of record.changes) {
    const now = await readSetting(machine, change);
    if (!now.ok) return now;
    values.push({ change, now: now.value, stands: standing(change, now.value) });
  }
  return success({ record, values });
}

function standing(change: Change, now: Setting): RecoveryInfo['values'][number]['stands'] {
  if (isSameSetting(now, change.before)) return 'as-before';
  return isSameSetting(now, change.after) ? 'as-wanted' : 'neither';
}

/**
 * Ends the interruption. `restore` is a change like any other (backup, journal, read back) that leads back to the
 * state before; `keep` leaves the machine as it is. `isAsShown` is asked about what would be written: whoever confirmed
 * it elsewhere may have seen other values. Errors: TOKEN_UNKNOWN when `id` is not the open entry, DRIFTED (without names)
 * when it is not as shown, and those of the change.
 */
export async function settle(
  tools: ChangeTools,
  id: string,
  action: 'restore' | 'keep',
  isAsShown: (changes: readonly Change[]) => boolean = () => true,
): Promise<Result<ChangeRecord>> {
  const info = await interruptedChange(tools.machine, tools.journal);
  if (!info.ok) return info;
  if (!info.value || info.value.record.id !== id) return failure({ code: 'TOKEN_UNKNOWN' });
  const { record, values } = info.value;
  const back = action === 'restore' ? wayBackFrom({ record, values }) : [];
  if (!isAsShown(back)) return failure({ code: 'DRIFTED', drift: [] });
  if (back.length > 0) {
    const restored = await carryOut(tools, back, 'recovery');
    if (!restored.ok) return restored;
  }
  return closeAll(tools.journal, record, action === 'restore' ? 'rolled-back' : 'kept');
}

/** What `restore` writes: every value that is not as it was before, last one first. */
export function wayBackFrom({ values }: RecoveryInfo): Change[] {
  return values
    .filter(({ stands }) => stands !== 'as-before')
    .map(({ change, now }) => withSides(change, now, change.before))
    .reverse();
}

/** Closes the entry and those of earlier attempts to recover it, which a crash may have cut off as well. */
async function closeAll(journal: Journal, record: ChangeRecord, state: 'rolled-back' | 'kept'): Promise<Result<ChangeRecord>> {
  const { records } = await journal.entries();
  const endedAt = new Date().toISOString();
  const open = records.filter((entry) => entry.state === 'open').reverse();
  for (const entry of open) {
    const written = await journal.write({ ...entry, state, endedAt });
    if (!written.ok) return written;
  }
  return success({ ...record, state, endedAt });
}
