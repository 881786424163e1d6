// One measurement of port usage.
import type { AppError } from '../errors/errors';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import { levelOfShare, shareOfUsable, type UsageLevel } from './levels';
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

/** A sample with figures. */
export type MeasuredSample = Extract<UsageSample, { ok: true }>;

/** Ports in use at the fullest local address, where they run out first; those of the range where no address holds any. */
export function portsAtRisk({ figures, details }: MeasuredSample): number {
  return details.busiest?.ports ?? figures.inUse;
}

/** The share of the usable ports that is in use at the fullest local address, 0 to 1. */
export function shareOfSample(sample: MeasuredSample): number {
  return shareOfUsable(portsAtRisk(sample), sample.figures.usable);
}

export function levelOfSample(sample: MeasuredSample): UsageLevel {
  return levelOfShare(shareOfSample(sample));
}

const shortestIntervalMs = 1000;
const missedIntervals = 3;

/**
 * When the next sample comes at the latest, in milliseconds since 1970. Without one until then there is a gap: the computer
 * slept, or the program could not run. `intervalMs` is that of the sample taken at `takenAt`; null where it failed.
 */
export function expectedBefore(takenAt: number, intervalMs: number | null): number {
  return takenAt + Math.max(shortestIntervalMs, intervalMs ?? 0) * missedIntervals;
}
