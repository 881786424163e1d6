// The outcome of a change, from its record, and whether the registry still holds what it wrote.
import { isAtLeast, type WindowsVersion } from '../../electron/contract/registry/parameters';
import { isSameName } from '../../electron/contract/registry/value-name';
import { isRangeChange, isSameSetting, type Change } from '../../electron/contract/change/change';
import type { ParametersView } from '../../electron/contract/current-state/current-state';
import type { ChangeRecord } from '../../electron/contract/history/change-record';

export type OutcomeEnd = 'applied' | 'undone' | 'rolled-back' | 'kept';

export function endOf({ reason, state }: ChangeRecord): OutcomeEnd {
  if (state === 'kept') return 'kept';
  if (state === 'rolled-back' || reason === 'recovery') return 'rolled-back';
  return reason === 'undo' || state === 'undone' ? 'undone' : 'applied';
}

export function isStillStored({ changes }: ChangeRecord, { parameters, ranges }: ParametersView): boolean {
  return changes.every((change) => {
    const { name, after } = change;
    if (isRangeChange(change)) {
      const reading = ranges?.[change.range];
      return reading?.known !== true || isSameSetting(reading.range, after);
    }
    const state = parameters.find(({ parameter }) => isSameName(parameter.name, name));
    return state === undefined || isSameSetting(state.stored, after);
  });
}

/** Since Vista, MaxUserPort may be stored and ignored: then the dynamic port range is what counts. */
export function isIgnorable(changes: readonly Change[], version: WindowsVersion): boolean {
  return (
    isAtLeast(version, 6, 0) &&
    changes.some((change) => !isRangeChange(change) && isSameName(change.name, 'MaxUserPort'))
  );
}
