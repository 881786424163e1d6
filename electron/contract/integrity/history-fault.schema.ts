// The shape of a damage of the history, as the history and what a command answers hold it.
import { z } from 'zod';

export const historyFaultSchema = z.strictObject({
  /** Name of the file or folder. */
  file: z.string(),
  /** Counts from 1; null where it is the file as a whole. */
  line: z.number().int().min(1).nullable(),
  kind: z.enum([
    /** A line that is no line of ours. */
    'unreadable',
    /** A whole line of ours that a later version of the program wrote, and this one does not understand: no damage. */
    'newer',
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
  ]),
  /** The programs that hold the file, where Windows tells. */
  heldBy: z.array(z.string()).optional(),
});
