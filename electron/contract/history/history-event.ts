// One event of the history: who did what to which values, with which backup, and how it ended.
import type { Shape } from '../shape';
import type { historyEventSchema } from './history-event.schema';

export type HistoryEvent = Shape<typeof historyEventSchema>;
