// One measurement of port usage.
import type { AppError } from '../errors/errors';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import type { Transport } from './port-attempt';
import { fullestRange, shareAtRisk, type PortsAtRisk } from './ports-at-risk';
import type { PortsByState, PracticeLoad, UsageDetails } from './usage';

export const tcpStates = ['ESTABLISHED', 'TIME_WAIT', 'CLOSE_WAIT', 'SYN_SENT', 'LISTEN', 'BOUND', 'OTHER'] as const;

export type TcpStateGroup = (typeof tcpStates)[number];

export function portsIn({ byState }: Pick<PortsByState, 'byState'>, state: TcpStateGroup): number {
  return byState[tcpStates.indexOf(state)] ?? 0;
}

/** TCP ports in use within the dynamic ranges, each port counted once for IPv4 and IPv6. */
export interface UsageFigures {
  /** Milliseconds since 1970 (UTC). */
  readonly takenAt: number;
  /** That where the ports run out first; of IPv4 while none is in use. */
  readonly range: PortRange;
  /** Ports of it without its excluded parts: the limit that the verdict goes by too. */
  readonly usable: number;
  /** Ports that at least one TCP socket holds. */
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

const bound = tcpStates.indexOf('BOUND');

/** Ports by state, with null for bound ones where the system does not tell them: a 0 is no measurement there. */
export function knownStates(byState: readonly number[], tellsBound: boolean): (number | null)[] {
  return byState.map((ports, state) => (state === bound && !tellsBound ? null : ports));
}

/** Where the TCP ports run out first. */
export function tcpAtRisk({ figures, details }: MeasuredSample): PortsAtRisk {
  return (
    fullestRange(details.ranges, 'tcp') ?? {
      range: null,
      ports: details.busiest?.ports ?? figures.inUse,
      usable: figures.usable,
      address: details.busiest?.address ?? null,
    }
  );
}

/** The same for a transport; null where nothing is known of it. */
export function atRisk(sample: MeasuredSample, transport: Transport): PortsAtRisk | null {
  return transport === 'tcp' ? tcpAtRisk(sample) : fullestRange(sample.details.ranges, 'udp');
}

/** The share of the usable ports that is in use where TCP ports run out first, 0 to 1. */
export function shareOfSample(sample: MeasuredSample): number {
  return shareAtRisk(tcpAtRisk(sample));
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

/** When a sample was taken, or could not be: milliseconds since 1970. */
export function timeOf(sample: UsageSample): number {
  return sample.ok ? sample.figures.takenAt : sample.takenAt;
}
