// Faults that a trainer or a test switches on by writing `faults.json` into the practice folder.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../common/json-file';

const faultSchema = z.discriminatedUnion('kind', [
  /** Windows refuses to write or delete the value (every value when no name is given). */
  z.strictObject({ kind: z.literal('access-denied'), name: z.string().optional() }),
  /** Writing reports success and changes nothing. */
  z.strictObject({ kind: z.literal('does-not-stick'), name: z.string().optional() }),
  /** Once: another program sets the value to `value` before the next reading. */
  z.strictObject({
    kind: z.literal('changed-by-another'),
    name: z.string(),
    value: z.number().int().min(0).max(0xffff_ffff),
  }),
  /** One range for both versions of IP: what is set for this one is that of the other too. `name` is the title of a range. */
  z.strictObject({ kind: z.literal('moves-along'), name: z.string() }),
  /** The disk that takes the backup is full. */
  z.strictObject({ kind: z.literal('disk-full') }),
  /** Every writing takes this long. */
  z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().int().min(0).max(60_000) }),
  /** What becomes of the question for administrator rights, or of the worker that is started after it. */
  z.strictObject({
    kind: z.literal('elevation'),
    how: z.enum(['declined', 'not-started', 'silent', 'wrong-secret', 'unsafe-place']),
  }),
  /** Writing never comes back; the value is written first (`after`) or not (`before`). For crash tests. */
  z.strictObject({ kind: z.literal('hangs'), when: z.enum(['before', 'after']), name: z.string().optional() }),
]);
export type Fault = z.infer<typeof faultSchema>;

function faultsFile(folder: string): string {
  return join(folder, 'faults.json');
}

/** The faults that are switched on now. Rejects, naming the file, when it is malformed. */
export async function activeFaults(folder: string): Promise<Fault[]> {
  return (await readJsonFile(faultsFile(folder), z.array(faultSchema))) ?? [];
}

export async function switchOffFaults(folder: string): Promise<void> {
  await rm(faultsFile(folder), { force: true });
}
