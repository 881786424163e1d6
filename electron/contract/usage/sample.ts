// One measurement of port usage.
import type { AppError } from '../errors/errors';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import type { PracticeLoad, UsageDetails } from './usage';

export const tcpStates = ['ESTABLISHED', 'TIME_WAIT', 'CLOSE_WAIT', 'SYN_SENT', 'LISTEN', 'BOUND', 'OTHER'] as const;

export type TcpStateGroup = (typeof tcpStates)[number];

/** Ports in use within one range, each port counted once. */
export interface UsageFigures {
  /** Milliseconds since 1970 (UTC). */
  readonly takenAt: number;
  readonly range: PortRange;
  /** Ports of the range without its excluded parts: the real limit. */
  readonly usable: number;
  /** Ports of the range that at least one TCP socket holds. */
  readonly inUse: number;
  /** The same ports by state, in the order of `tcpStates`; their sum is `inUse`. */
  readonly byState: readonly number[];
}

/** One tick of the sampler: figures, or the reason why there are none. Never a zero that was not measured. */
export type UsageSample =
  | { readonly ok: true; readonly figures: UsageFigures; readonly details: UsageDetails }
  | {
      readonly ok: false;
      readonly takenAt: number;
      readonly error: AppError;
      /** The scripted load that could not be measured. */
      readonly simulated?: PracticeLoad;
    };
