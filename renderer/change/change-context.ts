// How a screen requests that a change be shown: the window shows the change instead, then returns to that screen.
import { createContext, useContext } from 'react';
import type { PlanPreview } from '../../electron/contract/change/plan';
import type { ChangeOutcome } from '../../electron/contract/history/outcome';
import type { Result } from '../../electron/contract/errors/result';

export type ShownChange =
  | {
      readonly kind: 'plan';
      readonly title: string;
      readonly askForPlan: () => Promise<Result<PlanPreview>>;
      /** `isOutdated`: the screen's data was read before the change. */
      readonly onClose?: (isOutdated: boolean) => void;
    }
  | { readonly kind: 'outcome'; readonly outcome: ChangeOutcome }
  /** Shows the ticket of an earlier change; nothing is changed. */
  | { readonly kind: 'ticket'; readonly changeId: string };

export const ChangeContext = createContext<((change: ShownChange) => void) | null>(null);

export function useShowChange(): (change: ShownChange) => void {
  const show = useContext(ChangeContext);
  if (show === null) throw new Error('useShowChange outside ChangeContext');
  return show;
}
