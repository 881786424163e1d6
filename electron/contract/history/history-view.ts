// What the window is told about the history.
import type { HistoryEvent } from './history-event';
import type { HistoryFault } from '../integrity/history-fault';

/** Whether a change of the history can be undone now. */
export type UndoState = 'possible' | 'changed-since' | 'undone' | 'none';

export interface HistoryEntry {
  /** Ascending in the order in which it happened, from 1, with gaps. */
  readonly position: number;
  readonly event: HistoryEvent;
  readonly undo: UndoState;
  /** The change is in place, and takes effect only after a restart; false also where that cannot be told. */
  readonly isWaiting: boolean;
  /** Values that stand in the way of undo, by name. */
  readonly inTheWay: readonly string[];
  /** The change that this one led back from, by its id; null where it did not lead back. */
  readonly reverses: string | null;
  /** The history has the change itself: a ticket can be made. */
  readonly hasTicket: boolean;
}

export interface HistoryView {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly faults: readonly HistoryFault[];
}

/** A part of the history that is small enough to cross to the window without holding it up. */
export interface HistoryPage extends HistoryView {
  /** There is nothing older; otherwise there may be, and what lies between was not checked yet. */
  readonly isLast: boolean;
}

/** What can be said of the history without reading all of it. */
export interface HistoryCheck {
  readonly faults: readonly HistoryFault[];
  /**
   * The change that is undone where nobody says which: `none` where there is no change, or the last thing that happened was a
   * way back; `unknown` where a newer one may be among what cannot be read.
   */
  readonly undo:
    { readonly kind: 'change'; readonly id: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };
}
