// Undoes a change. Protects: a value that was changed since is not overwritten (DRIFTED).
import type { HistoryCheck } from '../contract/history/history-view';
import type { Change } from '../contract/change/change';
import type { ChangeRecord } from '../contract/history/change-record';
import { failure, type Result } from '../contract/errors/result';
import type { ChangeLog } from '../history/change-log';
import type { HistoryStanding } from '../history/follow';
import { carryOut, type ChangeTools } from './apply';
import { reversed } from './plan';

/** The way back from what was requested, last one first; what moved along with it is nobody's request, and not written. */
export function wayBackFromChange({ changes }: ChangeRecord): Change[] {
  return reversed(changes);
}

/** Puts back what the change with this id replaced. Errors: TOKEN_UNKNOWN (no such change in force), those of a change. */
export async function undo(tools: ChangeTools, id: string): Promise<Result<ChangeRecord>> {
  const record = await changeToUndo(tools.log, id);
  return record ? carryOut(tools, wayBackFromChange(record), 'undo', id) : failure({ code: 'TOKEN_UNKNOWN' });
}

/** Whether its values may still be in place. A recovery is a way back, and no change that could be undone. */
export function isInPlace({ state, reason }: ChangeRecord): boolean {
  return (state === 'applied' || state === 'kept') && reason !== 'recovery';
}

/** The change with this id, where its values may still be in place; null otherwise. */
export async function changeToUndo(log: ChangeLog, id: string): Promise<ChangeRecord | null> {
  const { current } = await log.standing();
  const record = current?.id === id ? current : (await log.read()).records.find((entry) => entry.id === id);
  return record && isInPlace(record) ? record : null;
}

/**
 * The change that is undone where nobody says which. An older one than the last is undone only by its id, also where the last
 * was put back before it was in force; an undo that was put back itself may be tried again.
 */
export function lastToUndo({ current, latest, isUncertain }: HistoryStanding): HistoryCheck['undo'] {
  if (isUncertain) return { kind: 'unknown' };
  if (!current || !latest || current.reason === 'undo') return { kind: 'none' };
  const isPutBackUndo = latest.reason === 'undo' && latest.state === 'rolled-back' && latest.reverses === current.id;
  return latest.id === current.id || isPutBackUndo ? { kind: 'change', id: current.id } : { kind: 'none' };
}
