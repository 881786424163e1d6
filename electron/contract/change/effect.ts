// Whether a change took: wanted, stored and in effect side by side, and what connections to this computer itself showed.
// Protects: "took effect" is said only when it was measured; a probe that can tell nothing is not counted as a no.
import type { RangeChange, Setting } from './change';
import type { PortRange } from '../port-ranges/dynamic-ranges';

/**
 * What became of a setting, or of a whole change. `never-in-effect`: the way back from values that Windows never read, for it
 * was not restarted in between.
 */
export const effectVerdicts = [
  'waiting-for-restart',
  'took-effect',
  'never-in-effect',
  'stored-but-not-effective',
  'not-known',
] as const;
export type EffectVerdict = (typeof effectVerdicts)[number];

/**
 * Whether a change is 'not-known' since nobody can tell whether the machine was restarted: it holds a value, and values
 * take effect at a restart. The texts say so then.
 */
export function isRestartUnknown(
  verdict: EffectVerdict,
  wasRestarted: boolean | null,
  changes: readonly object[],
): boolean {
  return verdict === 'not-known' && wasRestarted === null && changes.some((change) => !('range' in change));
}

/** What Windows goes by right now. It tells its port ranges; of the time in TIME_WAIT it tells nothing. */
export type InEffect =
  | { readonly kind: 'range'; readonly range: PortRange }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'not-measurable' };

/** One changed setting. `stored` is null where it could not be read; Windows keeps no range beside the one in effect. */
export interface ProofRow {
  readonly name: string;
  readonly requested: Setting;
  readonly stored: Setting | null;
  readonly inEffect: InEffect;
  readonly verdict: EffectVerdict;
}

export type IpVersion = 'ipv4' | 'ipv6';

/** At most this many sockets are opened for one probe, all on this computer itself, and all are closed again. */
export const probeTries = 200;

export const probeEnds = ['new-port-seen', 'tries-used', 'out-of-time', 'no-port-left', 'failed'] as const;
export type ProbeEnd = (typeof probeEnds)[number];

/**
 * What a probe says: a port that the old range could not have given; ports of the old range only, too many for chance
 * (less than one in ten thousand); or nothing either way.
 */
export const probeFindings = ['new-port', 'old-ports-only', 'nothing'] as const;
export type ProbeFinding = (typeof probeFindings)[number];

/** One probe at 127.0.0.1 or ::1, each port of the system's own choice: connections for TCP, bound sockets for UDP. */
export interface ProbeReport {
  readonly ip: IpVersion;
  readonly transport: 'tcp' | 'udp';
  /** True on the practice machine: nothing was opened, the ports are drawn from its simulated range. */
  readonly isSimulated: boolean;
  /** The range in effect before the change. */
  readonly oldRange: PortRange;
  /** Number of sockets that got a port; all of them are closed. */
  readonly opened: number;
  /** Lowest and highest local port seen; null when none was opened. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** The first port seen that only the new range gives. */
  readonly newPort: number | null;
  readonly ended: ProbeEnd;
  readonly finding: ProbeFinding;
  /** What the system said when it failed; for the expert. */
  readonly detail: string;
}

/** Why a probe can be run now, was run, or would tell nothing. */
export const probeStates = [
  'possible',
  'done',
  'waiting-for-restart',
  'no-new-ports',
  'old-range-not-known',
  'no-port-range-changed',
] as const;
export type ProbeState = (typeof probeStates)[number];

export interface Proof {
  /** ISO 8601. */
  readonly takenAt: string;
  /** The machine was restarted since the change, by the identity of its start; null where that cannot be told. */
  readonly wasRestarted: boolean | null;
  readonly rows: readonly ProofRow[];
  /**
   * Ranges that nobody requested, and that moved with the change: at the write, or with MaxUserPort at the restart. Of a way
   * back also those that moved with the change it reverses and stand so still.
   */
  readonly movedAlong: readonly RangeChange[];
  readonly probe: ProbeState;
  /** Empty unless `probe` is done. */
  readonly reports: readonly ProbeReport[];
}
