// How long Windows keeps a port in TIME_WAIT: TcpTimedWaitDelay as it was stored when Windows started (facts of the article:
// a stored value takes effect at the next start).
// Protects: a value that was changed since the start does not count, and where that cannot be told the seconds are unknown.
import { isValueChange } from '../contract/change/change';
import type { Reading } from '../contract/diagnosis/diagnosis';
import type { ChangeRecord } from '../contract/history/change-record';
import { wasRestarted, type BootIdentity } from '../contract/machine/boot-identity';
import { parametersFor, type Parameter } from '../contract/registry/parameters';
import { dwordOf, isSameStored, type StoredValue } from '../contract/registry/stored-value';
import { isSameName } from '../contract/registry/value-name';
import { readStored } from '../change/read-values';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import { known, unknown, type UnknownReading } from './readings';

const valueName = 'TcpTimedWaitDelay';

/** One change of the value, as the history has it. */
interface ValueStep {
  readonly before: StoredValue;
  readonly after: StoredValue;
  /** Which start of Windows it was made in. */
  readonly boot: BootIdentity | undefined;
}

export interface TimeWaitFacts {
  readonly parameter: Pick<Parameter, 'min' | 'max' | 'defaultValue'>;
  readonly stored: StoredValue;
  /** Oldest first; null where the history cannot be relied on. */
  readonly steps: readonly ValueStep[] | null;
  readonly boot: BootIdentity;
}

/**
 * The seconds in effect. A value that this program did not write may have been stored since the start: only its absence is
 * believed, as nobody deletes it to try something.
 */
export function timeWaitAtStart({ parameter, stored, steps, boot }: TimeWaitFacts): Reading<number> {
  const { min, max, defaultValue } = parameter;
  const secondsOf = (value: StoredValue): number => {
    const number = dwordOf(value);
    return number !== null && number >= min && number <= max ? number : defaultValue;
  };
  let value = stored;
  for (const { before, after, boot: then } of [...(steps ?? [])].reverse()) {
    // Somebody else wrote in between, nobody knows when.
    if (!isSameStored(after, value)) return cannotTell;
    const isInEffect = wasRestarted(then, boot);
    if (isInEffect === true) return known(secondsOf(after));
    if (isInEffect === null && secondsOf(before) !== secondsOf(after)) return cannotTell;
    value = before;
  }
  return steps !== null && secondsOf(value) === defaultValue ? known(defaultValue) : cannotTell;
}

const cannotTell: UnknownReading = {
  known: false,
  reason: 'not-available',
  detail: `whether ${valueName} was stored before Windows started is unknown`,
};

/** Reads the seconds in TIME_WAIT of a machine; remembers the history for as long as nothing is added to it. */
export function timeWaitReader(
  { system, registry }: Pick<Machine, 'system' | 'registry'>,
  log: Pick<ChangeLog, 'standing' | 'read'>,
): () => Promise<Reading<number>> {
  let remembered: { readonly standing: string; readonly steps: readonly ValueStep[] | null } | null = null;
  const steps = async () => {
    const { open, latest, faults } = await log.standing();
    const isEmpty = latest === null && open.length === 0 && faults.length === 0;
    const standing = JSON.stringify([latest?.id, latest?.state, open.map(({ id }) => id), faults]);
    if (remembered?.standing !== standing) remembered = { standing, steps: isEmpty ? [] : await stepsIn(log) };
    return remembered.steps;
  };
  return async () => {
    const described = await system.describe();
    if (!described.ok) return unknown(described.error);
    const stored = await readStored(registry, valueName);
    if (!stored.ok) return unknown(stored.error);
    const { version, boot } = described.value;
    const parameter = parametersFor(version)[valueName];
    return timeWaitAtStart({ parameter, stored: stored.value, steps: await steps(), boot });
  };
}

async function stepsIn(log: Pick<ChangeLog, 'read'>): Promise<readonly ValueStep[] | null> {
  const { records, faults } = await log.read();
  if (faults.length > 0) return null;
  // What was put back at once changed nothing; what was put back later is a change of its own, and so is what it reverses.
  const reversed = new Set(records.map(({ reverses }) => reverses));
  return records.filter(({ id, state }) => state !== 'rolled-back' || reversed.has(id)).flatMap(stepsOf);
}

function stepsOf({ changes, boot }: ChangeRecord): readonly ValueStep[] {
  return changes
    .filter(isValueChange)
    .filter(({ name }) => isSameName(name, valueName))
    .map(({ before, after }) => ({ before, after, boot }));
}
