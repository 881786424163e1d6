// Where the history is damaged.
import type { Shape } from '../shape';
import type { historyFaultSchema } from './history-fault.schema';

export type HistoryFault = Shape<typeof historyFaultSchema>;

/** The words for a fault, with what they name; the message catalogues of window and command line have the same keys. */
export function faultWords({ file, line, kind, heldBy = [] }: HistoryFault) {
  const key =
    kind === 'altered' && line === null ? 'altered-file' : kind === 'held' && heldBy.length > 0 ? 'held-by' : kind;
  return { key, names: { file, line: line ?? '', programs: heldBy.join(', ') } } as const;
}
