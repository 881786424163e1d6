// When a snapshot is taken. Pure.
// Protects: each reason at most once in five minutes, whatever the ports do.
import { alertThresholds, isOver, thresholds } from '../contract/usage/levels';
import type { SnapshotReason } from '../contract/recording/recording-limits';

const pauseMs = 5 * 60_000;

export interface SnapshotState {
  /** Reasons that hold: a threshold that is crossed. */
  readonly over: readonly SnapshotReason[];
  /** When a snapshot was last taken for a reason, in milliseconds that never go back. */
  readonly takenAt: Readonly<Partial<Record<SnapshotReason, number>>>;
}

export const calmState: SnapshotState = { over: [], takenAt: {} };

export interface Seen {
  /** Milliseconds that never go back. */
  readonly now: number;
  /** Of the usable ports, where they run out first; null where it could not be measured. */
  readonly share: number | null;
  /** A request for a port was refused. */
  readonly isRefused: boolean;
  /** The numbers of events that were not there before. */
  readonly newEvents: readonly number[];
}

const overReasons = alertThresholds.map((threshold) => ({ threshold, reason: `over-${threshold}` as const }));

/** The reasons for a snapshot now, and the state after it. What could not be measured crosses nothing. */
export function nextSnapshot(
  state: SnapshotState,
  { now, share, isRefused, newEvents }: Seen,
): { readonly state: SnapshotState; readonly reasons: readonly SnapshotReason[] } {
  const over: readonly SnapshotReason[] =
    share === null
      ? state.over
      : overReasons.filter(({ threshold }) => isOver(share, threshold)).map(({ reason }) => reason);
  const isCalm = state.over.length > 0 && over.length === 0;
  const events = ([4227, 4231, 4266] as const).filter((id) => newEvents.includes(id));
  const reasons: readonly SnapshotReason[] = [
    ...over.filter((reason) => !state.over.includes(reason)),
    ...(isRefused ? (['refused'] as const) : []),
    ...events.map((id) => `event-${id}` as const),
    ...(isCalm ? (['calm'] as const) : []),
  ];
  const due = reasons.filter((reason) => now - (state.takenAt[reason] ?? Number.NEGATIVE_INFINITY) >= pauseMs);
  return {
    state: { over, takenAt: { ...state.takenAt, ...Object.fromEntries(due.map((reason) => [reason, now])) } },
    reasons: due,
  };
}

/** Whether the ports are scarce enough that one is asked for. */
export function isWorthAsking(share: number): boolean {
  return isOver(share, thresholds.critical);
}
