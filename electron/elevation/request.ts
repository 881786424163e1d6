// What the window may ask of the worker with administrator rights, and the making of such a request.
// Protects: only names of the article, numbers, port ranges, names of values, identities of what the worker finds itself, and
// codes of the verdict; never a path, a key, data of a value or a command.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { parameterNamed } from '../contract/registry/parameters';
import { requestedChangeSchema } from '../contract/change/plan.schema';
import { reportedErrors } from '../contract/diagnosis/diagnosis';
import { conclusions } from '../contract/diagnosis/verdict';
import { isRangeChange, type Change } from '../contract/change/change';
import type { RequestedChange } from '../contract/change/plan';
import { foldedName } from '../contract/registry/value-name';
import { failure, success, type Result } from '../contract/errors/result';
import { dwordOf } from '../contract/registry/stored-value';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const valueName = z.string().max(16_383);

/**
 * The verdict of whoever asks, which has watched the ports for longer than the worker can. It goes into the record, and decides
 * nothing: codes and a number; what the process is called and holds the worker reads itself.
 */
const seenVerdictSchema = z.strictObject({
  conclusion: z.enum(conclusions),
  /** A program leaks ports: the change only delays the error. */
  isLeak: z.boolean(),
  /** Number of the process that the verdict named. */
  culprit: z.number().int().min(0).max(0xffff_ffff).nullable(),
  reported: z.enum(reportedErrors).nullable(),
});
export type SeenVerdict = Shape<typeof seenVerdictSchema>;

export const workerRequestSchema = z.discriminatedUnion('kind', [
  /** Numbers of the article, port ranges, and misspelt values to delete, which the worker must find misspelt itself. */
  z.strictObject({
    kind: z.literal('change'),
    reason: z.enum(['apply', 'restore']),
    requested: z.array(requestedChangeSchema).max(16),
    misspelt: z.array(valueName).max(64),
    shown: sha256,
    seen: seenVerdictSchema.optional(),
  }),
  /** Values of an intact backup of the machine folder, which the worker finds by the hash of its .reg file. */
  z.strictObject({
    kind: z.literal('restore'),
    backup: sha256,
    names: z.array(valueName).min(1).max(1000),
    shown: sha256,
    seen: seenVerdictSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('undo'), id: z.uuid() }),
  /** `shown`: what the person confirmed to be written; of nothing where the values are kept. */
  z.strictObject({ kind: z.literal('settle'), id: z.uuid(), action: z.enum(['restore', 'keep']), shown: sha256 }),
  z.strictObject({ kind: z.literal('delete-backup'), id: z.uuid() }),
  /** Look at the largest holders of ports and at the System log. Nothing is written, and nothing says where to look. */
  z.strictObject({ kind: z.literal('measure') }),
]);
export type WorkerRequest = Shape<typeof workerRequestSchema>;
/** The requests whose plan the worker computes itself, and compares with what was shown. */
export type PlannedRequest = Extract<WorkerRequest, { kind: 'change' | 'restore' }>;

export interface ShownPlan {
  readonly changes: readonly Change[];
  readonly reason: 'apply' | 'restore';
  /** SHA-256 of the intact backup of the machine folder that the values come from; null for any other source. */
  readonly backup: string | null;
}

/**
 * The request that stands for a plan that was shown. Errors: START_AS_ADMINISTRATOR where the plan writes what cannot be
 * asked for in numbers: values of an opened file, or of a backup that is not intact or not in the machine folder, that are not the article's.
 */
export function requestFor({ changes, reason, backup }: ShownPlan): Result<PlannedRequest> {
  const shown = fingerprint(changes);
  if (backup !== null) return success({ kind: 'restore', backup, names: changes.map(({ name }) => name), shown });
  const requested: RequestedChange[] = [];
  const misspelt: string[] = [];
  for (const change of changes) {
    const one = isRangeChange(change) ? { range: change.range, value: change.after } : requestedValue(change);
    if (one) requested.push(one);
    else if (!isRangeChange(change) && !change.after.present && !parameterNamed(change.name))
      misspelt.push(change.name);
    else return failure({ code: 'START_AS_ADMINISTRATOR' });
  }
  return success({ kind: 'change', reason, requested, misspelt, shown });
}

function requestedValue({ name, after }: Extract<Change, { after: { present: boolean } }>): RequestedChange | null {
  const parameter = parameterNamed(name);
  if (!parameter) return null;
  if (!after.present) return { name: parameter, value: null };
  const number = dwordOf(after);
  return number === null ? null : { name: parameter, value: number };
}

/** SHA-256 of what would be written over what, in whatever order and spelling of names. */
export function fingerprint(changes: readonly Change[]): string {
  const lines = changes.map((change) =>
    JSON.stringify([isRangeChange(change), foldedName(change.name), sideOf(change.before), sideOf(change.after)]),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function sideOf(side: Change['before']): readonly unknown[] {
  if ('start' in side) return [side.start, side.number];
  return side.present ? [side.type, side.hex] : [];
}
