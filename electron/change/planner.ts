// Plans from the live state: reads what is there now, and gives the changes that lead to what is requested. The one planner
// of window, command line and worker. Writes nothing.
// Protects: only numbers within the limits of the article, ranges within those of Windows, and values of a diff that was made.
import { changesFor, type RegistryDiff } from '../backup/diff';
import type { Change, ValueChange } from '../contract/change/change';
import type { RequestedChange } from '../contract/change/plan';
import { failure, success, type Result } from '../contract/errors/result';
import { absent, isSameStored } from '../contract/registry/stored-value';
import type { Correction } from '../findings/value-findings';
import type { Machine } from '../machine/interfaces/machine';
import { planAll } from './plan';
import { readParameters, readStored } from './read-values';

/** What of a machine is read for a plan. */
export type PlannedMachine = Pick<Machine, 'system' | 'registry' | 'portRange'>;

/** The changes that lead to these numbers and port ranges. Errors: those of `planAll` and of reading. */
export async function planRequested(
  { system, registry, portRange }: PlannedMachine,
  requested: readonly RequestedChange[],
): Promise<Result<Change[]>> {
  const info = await system.describe();
  if (!info.ok) return info;
  const current = await readParameters(registry);
  if (!current.ok) return current;
  const ranges = requested.some((one) => 'range' in one) ? await portRange.read() : null;
  if (ranges && !ranges.ok) return ranges;
  return planAll(current.value, ranges?.value ?? null, requested, info.value.version);
}

/** The deletions of those of these values that are there; whether they may be deleted is for the caller to know. Errors: those of reading. */
export async function planDeletions(
  { registry }: Pick<PlannedMachine, 'registry'>,
  names: readonly string[],
): Promise<Result<ValueChange[]>> {
  const changes: ValueChange[] = [];
  for (const name of names) {
    const before = await readStored(registry, name);
    if (!before.ok) return before;
    if (!isSameStored(before.value, absent)) changes.push({ name, before: before.value, after: absent });
  }
  return success(changes);
}

/** What puts a finding right, of what is still to be put right. Errors: ALREADY_AS_WANTED, those of `planRequested`. */
export async function planCorrections(
  machine: PlannedMachine,
  corrections: readonly Correction[],
): Promise<Result<Change[]>> {
  const requested = corrections.flatMap((one) => (one.kind === 'write' ? [one.requested] : []));
  const names = corrections.flatMap((one) => (one.kind === 'delete' ? [one.name] : []));
  const written = await planRequested(machine, requested);
  if (!written.ok && written.error.code !== 'ALREADY_AS_WANTED') return written;
  const deleted = await planDeletions(machine, names);
  if (!deleted.ok) return deleted;
  return unlessNone([...(written.ok ? written.value : []), ...deleted.value]);
}

/** The chosen values of a diff against the live key. Errors: ALREADY_AS_WANTED. */
export function planRestore(diff: RegistryDiff, names: readonly string[]): Result<Change[]> {
  return unlessNone(changesFor(diff, names));
}

function unlessNone(changes: Change[]): Result<Change[]> {
  return changes.length === 0 ? failure({ code: 'ALREADY_AS_WANTED' }) : success(changes);
}
