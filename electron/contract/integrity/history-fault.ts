// Where the history is damaged.
import { z } from 'zod';

/** What can be wrong with the history. */
export const historyFaultKinds = [
  /** A line that is no line of ours. */
  'unreadable',
  /** A line that is not what was written. */
  'altered',
  /** A line that does not follow the one before it. */
  'not-linked',
  /** The last line was not finished; the next writer removes it. */
  'cut-off',
  /** Lines that were there are gone from the end. */
  'shortened',
  /** The file cannot be opened now. */
  'held',
  /** The folder could have been written by others, and is not read. */
  'not-trusted',
  /** An entry of version 0.1 that cannot be read. */
  'damaged-entry',
] as const;

/** Where the history is damaged. */
export const historyFaultSchema = z.strictObject({
  /** Name of the file or folder. */
  file: z.string(),
  /** Counts from 1; null where it is the file as a whole. */
  line: z.number().int().min(1).nullable(),
  kind: z.enum(historyFaultKinds),
  /** The programs that hold the file, where Windows tells. */
  heldBy: z.array(z.string()).optional(),
});
export type HistoryFault = z.infer<typeof historyFaultSchema>;

/** The words for a fault, with what they name; the message catalogues of window and command line have the same keys. */
export function faultWords({ file, line, kind, heldBy = [] }: HistoryFault) {
  const key =
    kind === 'altered' && line === null ? 'altered-file' : kind === 'held' && heldBy.length > 0 ? 'held-by' : kind;
  return { key, names: { file, line: line ?? '', programs: heldBy.join(', ') } } as const;
}
