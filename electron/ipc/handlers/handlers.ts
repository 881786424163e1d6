// What each call of the contract does, put together from the handlers of each subject.
import type { Handlers } from '../../contract/ipc/calls';
import { failure } from '../../contract/errors/result';
import { createBackupHandlers } from './backup';
import { createChangeHandlers, type ChangeHandlerSet } from './change';
import { createCommandsHandlers } from './script-export';
import { createDiagnosisHandlers } from './diagnosis';
import { createHistoryHandlers } from './history';
import { createMachineHandlers } from './machine';
import type { Services } from '../../services/services';
import { createTicketHandlers } from './ticket';

export interface HandlerSet {
  readonly handlers: Handlers;
  /** True while a change is being carried out: the window must stay until it has ended. */
  readonly isChanging: () => boolean;
  readonly applyPlanned: ChangeHandlerSet['applyPlanned'];
  readonly settleAsShown: ChangeHandlerSet['settleAsShown'];
}

export function createHandlers(services: Services): HandlerSet {
  const { desktop } = services;
  const machineHandlers = createMachineHandlers(services, () => changes.isChanging());
  const diagnosis = createDiagnosisHandlers(services);
  const changes = createChangeHandlers(services, machineHandlers['machine.describe'], diagnosis['diagnosis.read']);
  const handlers: Handlers = {
    ...machineHandlers,
    ...changes.handlers,
    // Only a window has a page: see change-watch.ts.
    'page.state': () => Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' })),
    ...diagnosis,
    ...services.usage.handlers,
    ...createBackupHandlers({
      ...services,
      programVersion: desktop.programVersion,
      withLock: changes.withLock,
      showPlan: (planned, backup) => changes.showPlan({ changes: planned, reason: 'restore', backup }),
    }),
    ...createCommandsHandlers(services, {
      describe: machineHandlers['machine.describe'],
      shownChanges: changes.shownChanges,
    }),
    ...createHistoryHandlers(services),
    ...createTicketHandlers(services, { describe: machineHandlers['machine.describe'], outcomeOf: changes.outcomeOf }),
  };
  return {
    handlers,
    isChanging: changes.isChanging,
    applyPlanned: changes.applyPlanned,
    settleAsShown: changes.settleAsShown,
  };
}
