// Where the history cannot be read.
import type { Shape } from '../shape';
import type { historyFaultSchema } from './history-fault.schema';

export type HistoryFault = Shape<typeof historyFaultSchema>;

/** What a later version of the program wrote is whole, and no damage. */
export type HistoryDamage = HistoryFault & { readonly kind: Exclude<HistoryFault['kind'], 'newer'> };

export function isDamage(fault: HistoryFault): fault is HistoryDamage {
  return fault.kind !== 'newer';
}

/** The words for damage, with what they name; the message catalogues of window and command line have the same keys. */
export function faultWords({ file, line, kind, heldBy = [] }: HistoryDamage) {
  const key =
    kind === 'altered' && line === null ? 'altered-file' : kind === 'held' && heldBy.length > 0 ? 'held-by' : kind;
  return { key, names: { file, line: line ?? '', programs: heldBy.join(', ') } } as const;
}
