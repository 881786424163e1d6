// The verdict on a machine: one conclusion, whom and what it concerns, its reasons, the next step, and the range that would help.
// Protects: every figure of it is one of the evidence; who cannot be told is unknown, never the next best name.
import type { IpVersion } from '../change/effect';
import type { Transport } from '../usage/port-attempt';
import type { PortsCommand } from '../usage/ports-command';
import type { ServiceFacts } from '../usage/process-facts';
import type { EarlyRise, UsageForecast } from '../usage/usage';
import type { EventCount, Evidence, Fullness, ReportedError, UnknownReason } from './diagnosis';
import type { Recommendation } from './recommendation';

/** From the worst to "unknown". */
export const conclusions = [
  /** No port is left. */
  'exhausted-now',
  /** One program, service or driver takes ports and does not give them back: a wider range only buys time. */
  'leak',
  /** Many short connections: their ports stay in TIME_WAIT longer than the servers they go to can spare them. */
  'churn',
  /** The ports are running out, and no single program is to blame. */
  'will-be-exhausted',
  /** One program needs many ports, steadily: nothing is to be closed. */
  'heavy-use',
  /** Excluded ranges take the ports. */
  'excluded-ranges',
  /** Ordinary use, and a range that is too small for it. */
  'small-range',
  /** Calm now, but the ports ran out in the last days. */
  'exhausted-before',
  /** Enough ports are free at this moment; whether they are becoming fewer, or did before, is not known. */
  'enough-now',
  /** Look elsewhere: firewall, memory, server side. */
  'not-ports',
  /** What decides could not be measured. */
  'not-known',
] as const;
export type Conclusion = (typeof conclusions)[number];

/** How bad it is: `neutral` where it looks harmless and is not proved, `unknown` where what decides was not measured. */
export const severities = ['ok', 'neutral', 'unknown', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What a conclusion is about: a transport, and where it is known the version of IP and the local address. */
export interface Scope {
  readonly transport: Transport;
  readonly ip: IpVersion | null;
  /** Null: all addresses together, or not known. */
  readonly address: string | null;
}

export const ownerKinds = [
  'program',
  /** A program that hosts services of Windows or of others. */
  'service',
  /** Process 4: a driver, or http.sys. */
  'system',
  /** A part of Windows that is never to be closed. */
  'protected',
  /** It has ended, and left its ports behind. */
  'gone',
  /** The system does not tell, or the number may have gone to another process since. */
  'unknown',
] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** Who holds ports. */
export interface Owner {
  readonly kind: OwnerKind;
  /** Of the process with the most ports. */
  readonly processId: number;
  /** Every process of the same program, that of `processId` first. */
  readonly processIds: readonly number[];
  /** Null where it is not known, also when the process of this number is not the one that opened the ports. */
  readonly name: string | null;
  readonly path: string | null;
  readonly company: string | null;
  readonly services: readonly ServiceFacts[];
}

/** Who is to blame, or the largest holder. */
export interface Culprit extends Owner {
  readonly ports: number;
  /** Ports a minute; null while too little is known. */
  readonly growth: number | null;
  readonly handles: number | null;
}

/** One reason, with the figures of the evidence that it refers to. */
export type Reason =
  /** The request for one port was refused: nothing weighs more. */
  | ({ readonly code: 'attempt-refused'; readonly error: string } & Scope)
  | ({ readonly code: 'attempt-granted'; readonly port: number } & Scope)
  /** `isLeast`: bound ports were not counted, and more may be in use. */
  | ({ readonly code: 'in-use'; readonly isLeast: boolean } & Scope & Fullness)
  /** Connections of a simulated load. */
  | { readonly code: 'refused'; readonly count: number }
  | { readonly code: 'owner-holds'; readonly owner: Owner; readonly ports: number; readonly usable: number }
  /** Ports that are bound, and neither connected nor listening. */
  | { readonly code: 'owner-binds'; readonly owner: Owner; readonly bound: number; readonly usable: number }
  | { readonly code: 'owner-grows'; readonly owner: Owner; readonly perMinute: number }
  /** Connections that the other side has ended, and the process has not closed (CLOSE_WAIT). */
  | { readonly code: 'owner-keeps-open'; readonly owner: Owner; readonly unclosed: number }
  /** Many open handles: `over` is the limit they are over. */
  | { readonly code: 'owner-handles'; readonly owner: Owner; readonly handles: number; readonly over: number }
  | { readonly code: 'forecast'; readonly forecast: Extract<UsageForecast, { kind: 'rising' }> }
  /** A rise of the last half minute, before the forecast knows. */
  | { readonly code: 'early-rise'; readonly early: EarlyRise }
  | { readonly code: 'time-wait'; readonly timeWait: number; readonly ports: number }
  /** Ports in TIME_WAIT towards one server, and who was seen to open most of them. */
  | {
      readonly code: 'server';
      readonly address: string;
      readonly port: number;
      readonly timeWait: number;
      readonly usable: number;
      readonly lastOwner: string | null;
    }
  /** Ports in TIME_WAIT towards many servers, of which none blocks the others; `most` is towards the busiest. */
  | { readonly code: 'many-servers'; readonly timeWait: number; readonly most: number }
  | { readonly code: 'rate'; readonly measured: number; readonly sustainable: number; readonly seconds: number }
  | { readonly code: 'small-range'; readonly usable: number; readonly usual: number }
  | { readonly code: 'excluded'; readonly excluded: number; readonly usable: number }
  /**
   * MaxUserPort says more than Windows uses: it waits for the restart, or this Windows goes by its dynamic range; 'unknown'
   * where it may have been stored since Windows started.
   */
  | {
      readonly code: 'stored-not-in-effect';
      readonly stored: number;
      readonly first: number;
      readonly last: number;
      readonly why: 'restart' | 'ignored' | 'unknown';
    }
  | ({ readonly code: 'peak'; readonly at: number } & Fullness)
  /** `ageMs` from the last one to the moment of the evidence. */
  | ({ readonly code: 'event'; readonly ageMs: number } & EventCount)
  /** Of the recording: the ports ran out, or more than 80 % were in use; `owner` held more than half of them. */
  | ({
      readonly code: 'recorded';
      readonly transport: Transport;
      readonly at: number;
      readonly hasRunOut: boolean;
      /** How often they ran out while it was recorded. */
      readonly times: number;
      readonly owner: Culprit | null;
    } & Fullness)
  /** Only from before the last change took effect. */
  | ({ readonly code: 'event-before-change'; readonly ageMs: number } & EventCount)
  | { readonly code: 'no-events'; readonly since: number }
  | { readonly code: 'reported'; readonly error: ReportedError }
  | { readonly code: 'trend-not-known' }
  | { readonly code: 'bound-not-known' }
  | { readonly code: 'udp-not-known' }
  | { readonly code: 'events-not-known'; readonly reason: UnknownReason }
  | { readonly code: 'excluded-not-known'; readonly reason: UnknownReason }
  | { readonly code: 'usage-not-known'; readonly reason: UnknownReason };

/**
 * Where the limit is raised: the dynamic port range of TCP or UDP (Vista and later), MaxUserPort before; null when Windows
 * did not say what it is.
 */
export type Lever = 'dynamic-range' | 'udp-range' | 'MaxUserPort' | null;

/** Why nothing less than a restart of the computer helps. */
export const restartReasons = [
  'owner-gone',
  'driver',
  'service-not-stoppable',
  'protected',
  'stored-waits',
  /** A port was refused, and those that are known to be in use leave many free. */
  'hidden-holder',
  /** Many programs use up the largest range that there can be. */
  'widest-range',
] as const;
export type RestartReason = (typeof restartReasons)[number];

/** What to do first. It decides the primary action of the page. */
export type NextStep =
  /** Whoever is responsible for the program closes or restarts it. */
  | { readonly code: 'copy-process-details'; readonly owner: Owner }
  /** `owner.services` names those in the process; only those that can be stopped are to be restarted. */
  | { readonly code: 'restart-service'; readonly owner: Owner }
  /** `owner` is null where it is not about one. */
  | { readonly code: 'restart-computer'; readonly why: RestartReason; readonly owner: Owner | null }
  /** Connections should be used again; stopgap: a shorter TIME_WAIT and, where `addsPorts`, a wider range. */
  | { readonly code: 'reuse-connections'; readonly lever: Lever; readonly addsPorts: boolean }
  | { readonly code: 'widen'; readonly lever: Lever }
  /** There is no wider range: fewer ports are to be used, by `owner`, or by many where it is null. */
  | { readonly code: 'use-fewer-ports'; readonly owner: Owner | null }
  /** Remove the excluded ranges, or move the range away from them. */
  | { readonly code: 'move-excluded'; readonly lever: Lever }
  /** Have it recorded until it happens again, and be notified. */
  | { readonly code: 'watch' }
  /** Milliseconds until the trend is known; null where nobody is watching. */
  | { readonly code: 'watch-trend'; readonly remainingMs: number | null }
  /** Compare the port that a program asked for with the excluded ranges. Null where no command lists them. */
  | { readonly code: 'check-excluded'; readonly command: string | null }
  /** Look at the ports with a program of the system. Null where none is known. */
  | { readonly code: 'see-bound'; readonly command: PortsCommand | null }
  | { readonly code: 'measure-as-administrator' }
  | { readonly code: 'look-elsewhere' }
  | { readonly code: 'measure' };

export interface Verdict {
  readonly conclusion: Conclusion;
  readonly severity: Severity;
  readonly scope: Scope;
  /** Named where one owner is to blame, holds nearly everything, or was last seen to open what is in TIME_WAIT. */
  readonly culprit: Culprit | null;
  /** Two to four, the weightiest first, and beyond them what the user saw and a value that waits for the restart. */
  readonly reasons: readonly Reason[];
  readonly nextStep: NextStep;
  readonly recommendation: Recommendation;
}

export interface Diagnosis {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
}
