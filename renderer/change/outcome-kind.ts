// What became of a change, from its record, and whether the registry still holds what it wrote.
import { isSameName } from '../../electron/contract/registry-name';
import { isSameStored } from '../../electron/contract/stored-value';
import type { ChangeRecord, ParametersView } from '../../electron/contract/models';

export type OutcomeEnd = 'applied' | 'undone' | 'rolled-back' | 'kept';

export function endOf({ reason, state }: ChangeRecord): OutcomeEnd {
  if (state === 'kept') return 'kept';
  if (state === 'rolled-back' || reason === 'recovery') return 'rolled-back';
  return reason === 'undo' || state === 'undone' ? 'undone' : 'applied';
}

export function isStillStored({ changes }: ChangeRecord, { parameters }: ParametersView): boolean {
  return changes.every(({ name, after }) => {
    const state = parameters.find(({ parameter }) => isSameName(parameter.name, name));
    return state === undefined || isSameStored(state.stored, after);
  });
}
