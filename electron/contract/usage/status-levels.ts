// How it stands with the ports, in words of one kind for the badge, the task bar, the alerts and the verdict.
import type { Transport } from './port-attempt';

/** From the best to the worst. `watching`: enough ports are free at this moment, and the trend is not known yet. */
export const statusLevels = ['normal', 'watching', 'unknown', 'warning', 'critical'] as const;
export type StatusLevel = (typeof statusLevels)[number];

/** What decided it. */
export type StatusReason =
  /** How many of the usable ports are in use. */
  | 'level'
  /** They are used up soon, by the forecast, or by the last half minute alone. */
  | 'trend'
  | 'early-trend'
  /** The system refused a port. */
  | 'attempt'
  /** Bound sockets hold ports and are not told by this system. */
  | 'bound-unknown'
  | 'not-measured'
  | 'watching';

export interface UsageStatus {
  readonly level: StatusLevel;
  /** Null for `normal`. */
  readonly because: StatusReason | null;
  /** Whose ports; null where it is about both. */
  readonly transport: Transport | null;
  /** The greater share of the usable ports in use, TCP or UDP, 0 to 1; null where nothing was measured. */
  readonly share: number | null;
}
