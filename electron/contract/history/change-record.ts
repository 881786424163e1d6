// One change of the machine, as the history keeps it.
import type { Change } from '../change/change';
import type { Shape } from '../shape';
import type { changeRecordSchema, measuredBeforeSchema, usageNoteSchema } from './change-record.schema';

export type ChangeRecord = Shape<typeof changeRecordSchema>;
export type ChangeReason = ChangeRecord['reason'];
export type MeasuredBefore = Shape<typeof measuredBeforeSchema>;
export type UsageNote = Shape<typeof usageNoteSchema>;

/** Everything that is another setting since the change: what was requested, and the ranges that moved along. */
export function everythingChanged({
  changes,
  movedAlong = [],
}: Pick<ChangeRecord, 'changes' | 'movedAlong'>): Change[] {
  return [...changes, ...movedAlong];
}
