// One change of the machine, as the history keeps it.
import type { Shape } from '../shape';
import type {
  changeRecordSchema,
  measuredBeforeSchema,
  recordedBeforeSchema,
  usageNoteSchema,
} from './change-record.schema';

export type ChangeRecord = Shape<typeof changeRecordSchema>;
export type ChangeReason = ChangeRecord['reason'];
export type MeasuredBefore = Shape<typeof measuredBeforeSchema>;
export type UsageNote = Shape<typeof usageNoteSchema>;
export type RecordedBefore = Shape<typeof recordedBeforeSchema>;
