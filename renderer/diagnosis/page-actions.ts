// What the page offers to do: the verdict's next step decides what comes first, and what else is within reach. Pure.
// Protects: a program is never closed from here, and what cannot be done on this machine is not offered.
import type { NextStep, Owner } from '../../electron/contract/diagnosis/verdict';

export type PageAction =
  | { readonly kind: 'copy-process-details'; readonly owner: Owner }
  /** The names of the services that are to be restarted. */
  | { readonly kind: 'copy-services'; readonly owner: Owner }
  | { readonly kind: 'open-services' }
  | { readonly kind: 'open-task-manager' }
  | { readonly kind: 'restart' }
  /** What is to be done, as text for whoever can do it. */
  | { readonly kind: 'copy-instructions' }
  /** The command that lists what is to be looked at. */
  | { readonly kind: 'copy-command'; readonly command: string }
  | { readonly kind: 'notify' }
  /** Windows asks for the rights. */
  | { readonly kind: 'measure-as-administrator' }
  | { readonly kind: 'check-again' }
  /** On to the change. */
  | { readonly kind: 'change' };

export type CopyAction = Extract<PageAction, { kind: `copy-${string}` }>;

export interface Abilities {
  /** Whether tools of Windows can be opened for the computer that the sockets are of. */
  readonly canOpenTools: boolean;
  /** Whether that computer can be restarted from here. */
  readonly canRestart: boolean;
}

export interface PageActions {
  readonly primary: PageAction;
  /** Offered beside it. */
  readonly others: readonly PageAction[];
}

export function pageActions(step: NextStep, { canOpenTools, canRestart }: Abilities): PageActions {
  switch (step.code) {
    case 'copy-process-details':
      return {
        primary: { kind: 'copy-process-details', owner: step.owner },
        others: canOpenTools ? [{ kind: 'open-task-manager' }] : [],
      };
    case 'restart-service':
      return {
        primary: canOpenTools ? { kind: 'open-services' } : { kind: 'copy-services', owner: step.owner },
        others: [{ kind: 'copy-process-details', owner: step.owner }],
      };
    case 'restart-computer':
      return {
        primary: { kind: canRestart ? 'restart' : 'copy-instructions' },
        others: step.owner ? [{ kind: 'copy-process-details', owner: step.owner }] : [],
      };
    case 'reuse-connections':
    case 'widen':
    case 'move-excluded':
      return { primary: { kind: 'change' }, others: [] };
    case 'watch':
    case 'watch-trend':
    case 'look-elsewhere':
      return { primary: { kind: 'notify' }, others: [] };
    case 'use-fewer-ports':
      return {
        primary: step.owner ? { kind: 'copy-process-details', owner: step.owner } : { kind: 'notify' },
        others: [],
      };
    case 'see-bound':
      return { primary: copyOf(step.command?.command ?? null), others: [] };
    case 'check-excluded':
      return { primary: copyOf(step.command), others: [] };
    case 'measure-as-administrator':
      return { primary: { kind: 'measure-as-administrator' }, others: [] };
    case 'measure':
      return { primary: { kind: 'check-again' }, others: [] };
  }
}

function copyOf(command: string | null): PageAction {
  return command === null ? { kind: 'copy-instructions' } : { kind: 'copy-command', command };
}
