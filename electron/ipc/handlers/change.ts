// The calls about plans, changes and their outcome.
import type { Handlers } from '../../contract/ipc/calls';
import type { ChangeService } from '../../services/change/change-service';

export type ChangeHandlers = Pick<
  Handlers,
  'plan.create' | 'plan.apply' | 'change.undo' | 'change.verify' | 'change.prove' | 'recovery.read' | 'recovery.settle'
>;

export function changeHandlers(changes: ChangeService): ChangeHandlers {
  return {
    'plan.create': ({ requested }) => changes.plan(requested),
    'plan.apply': ({ token }) => changes.apply(token),
    'change.undo': ({ id }) => changes.undo(id),
    'change.verify': () => changes.verify(),
    'change.prove': () => changes.prove(),
    'recovery.read': () => changes.readInterrupted(),
    'recovery.settle': ({ id, action }) => changes.settle(id, action),
  };
}
