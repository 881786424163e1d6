// Undoes an applied change. Protects: a value that was changed since is not overwritten (DRIFTED).
import type { ChangeRecord } from '../contract/models';
import { failure, type Result } from '../contract/result';
import { carryOut, type ChangeTools } from './apply';
import { reversed } from './plan';

/**
 * Puts back what the change with this id replaced. Errors: TOKEN_UNKNOWN (no applied change of that id), those of a change.
 * The entry of the undo is what counts: where the older one cannot be marked as undone any more, the undo was made all the
 * same, is the last change, and is told as made.
 */
export async function undo(tools: ChangeTools, id: string): Promise<Result<ChangeRecord>> {
  const { records } = await tools.journal.entries();
  const record = records.find((entry) => entry.id === id);
  if (record?.state !== 'applied') return failure({ code: 'TOKEN_UNKNOWN' });
  const undone = await carryOut(tools, reversed(record.changes), 'undo');
  if (undone.ok) await tools.journal.write({ ...record, state: 'undone' });
  return undone;
}
