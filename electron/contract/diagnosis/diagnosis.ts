// The verdict on a machine: one conclusion, its reasons and the next step, and the evidence that it rests on.
// Protects: a figure that was not measured is "not known" with a reason, never a number.
import type { Listener } from '../change/side-effects';
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';
import type { WindowsVersion } from '../registry/parameters';
import type { ParameterState } from '../registry/parameters';
import type { AttemptEvidence } from '../usage/port-attempt';
import type { ProcessFacts } from '../usage/process-facts';
import type {
  AddressUsage,
  ConnectionRate,
  EndpointUsage,
  PracticeLoad,
  ProcessUsage,
  RangeUsage,
  UsageForecast,
} from '../usage/usage';

/** From the worst to "not known". */
export const conclusions = [
  /** No port is left. */
  'exhausted-now',
  /** One program holds too many ports: it is to be closed, a wider range only buys time. */
  'leak',
  /** Many short connections: ports rest in TIME_WAIT faster than they come back. */
  'churn',
  /** The ports are running out, and no single program is to blame. */
  'will-be-exhausted',
  /** Ordinary use, and a range that is too small for it. */
  'small-range',
  /** Calm now, but the ports ran out in the last days. */
  'exhausted-before',
  /** Look elsewhere: firewall, memory, server side. */
  'not-ports',
  /** The ports in use could not be measured. */
  'not-known',
] as const;
export type Conclusion = (typeof conclusions)[number];

/** How bad it is, from harmless to critical; `unknown` where nothing was measured. */
export type Severity = 'ok' | 'warning' | 'critical' | 'unknown';

/** Why a figure is missing: there is no such thing here, it was refused, its answer was not understood, or it failed. */
export const unknownReasons = ['not-available', 'denied', 'not-understood', 'failed'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** What was read, or why there is nothing. `detail` is for the expert and may be empty. */
export type Reading<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly reason: UnknownReason; readonly detail: string };

/** Days of the System log that are looked at. */
export const eventDays = 7;

/** Events of source Tcpip: 4227 = a port in TIME_WAIT was asked for again, 4231 = no TCP port left, 4266 = no UDP port left. */
export const tcpipEvents = [4231, 4227, 4266] as const;
export type TcpipEvent = (typeof tcpipEvents)[number];

/** How often one event stands in the log, and when last (milliseconds since 1970). */
export interface EventCount {
  readonly id: TcpipEvent;
  readonly count: number;
  readonly lastAt: number;
  /** Present where not all of them were read: how far back they were, milliseconds since 1970. `count` is then the least. */
  readonly coveredSince?: number;
}

/** What the System log told. */
export interface EventEvidence {
  /** As far back as the log was searched, milliseconds since 1970: at most `eventDays`, less where the log is shorter. */
  readonly since: number;
  /** Only the events that occurred. */
  readonly counts: readonly EventCount[];
}

/** Ports at the fullest local address, now or at their peak. */
export interface Fullness {
  readonly ports: number;
  /** Ports of the range without its excluded parts. */
  readonly usable: number;
}

/** What the port table told. */
export interface UsageEvidence extends Fullness {
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** The fullest local address: ports run out for each address apart. Null when none is in use. */
  readonly address: string | null;
  readonly addresses: readonly AddressUsage[];
  /** Every range that could be read, each against its own limit. */
  readonly ranges: readonly RangeUsage[];
  /** The largest holders of TCP ports first. */
  readonly processes: readonly ProcessUsage[];
  /** The same for UDP; null where UDP sockets could not be read. */
  readonly udpProcesses: readonly ProcessUsage[] | null;
  /** The busiest remote ends of TCP first. */
  readonly endpoints: readonly EndpointUsage[];
  /** Whether bound sockets were counted; if not, the ports in use may be many more. */
  readonly tellsBound: boolean;
  /** Ports in TIME_WAIT: released by their process, and not yet lent again. */
  readonly timeWait: number;
  /** Ports of the range that excluded ranges keep out of use. */
  readonly excluded: number;
  readonly largestFree: number;
  /** The fullest moment since `since`; null where this program has not watched before. */
  readonly peak: (Fullness & { readonly at: number; readonly since: number }) | null;
  readonly rate: ConnectionRate;
  /** Of the TCP ports at the fullest address. */
  readonly forecast: UsageForecast;
  /** Of the fullest UDP range. */
  readonly udpForecast: UsageForecast;
  /** Connections of a simulated load that were refused with 10055; null for real sockets, where nobody counts them. */
  readonly refused: number | null;
}

/** What the person saw who reported the fault. 'after-restart': it works again for a while after a restart. */
export const reportedErrors = ['10055', '10048', '10013', 'ERR_NO_BUFFER_SPACE', 'after-restart'] as const;
export type ReportedError = (typeof reportedErrors)[number];

/** A process that holds many ports, as the system tells of it. */
export interface OwnerEvidence extends ProcessFacts {
  /** Whether a process of this number runs; null where that could not be told. */
  readonly isRunning: boolean | null;
  /** When ports were first seen with its number, milliseconds since 1970: one that started later is somebody else. */
  readonly firstSeenAt: number | null;
}

/** Whether the trend of the last minutes is known: without it there is no all-clear. */
export type TrendEvidence =
  | { readonly kind: 'known' }
  /** Milliseconds until it will be. */
  | { readonly kind: 'watching'; readonly remainingMs: number }
  /** Measured once. */
  | { readonly kind: 'unknown' };

export interface Evidence {
  /** Whose sockets: the machine's, (practice) those of the computer we run on, or a simulated load's. */
  readonly of: 'machine' | 'this-computer' | 'simulated';
  /** The scripted load, where the sockets are simulated. */
  readonly load: PracticeLoad | null;
  readonly isPractice: boolean;
  readonly windows: Reading<{ readonly product: string; readonly version: WindowsVersion }>;
  readonly ranges: Readonly<Record<RangeName, Reading<PortRange>>>;
  readonly maxUserPort: Reading<ParameterState>;
  readonly timedWaitDelay: Reading<ParameterState>;
  readonly usage: Reading<UsageEvidence>;
  readonly trend: TrendEvidence;
  /** Only those that were made. */
  readonly attempts: readonly AttemptEvidence[];
  /** The largest holders of ports. */
  readonly owners: Reading<readonly OwnerEvidence[]>;
  /** Seconds in TIME_WAIT that Windows goes by: as stored when it started. */
  readonly timeWaitSeconds: Reading<number>;
  /** Who else needs ports of the machine: what a wider range has to leave alone. */
  readonly claims: Reading<{ readonly listeners: readonly Listener[]; readonly programs: readonly string[] }>;
  /** Null where nobody was asked. */
  readonly reported: ReportedError | null;
  /** Ranges of TCP/IPv4 that are never handed out. */
  readonly excluded: Reading<readonly PortRange[]>;
  readonly events: Reading<EventEvidence>;
  /** When the last change of this program took effect (milliseconds since 1970): what happened before says little about now. */
  readonly changedAt: number | null;
}

/** A process that is named in the verdict. */
export interface Culprit {
  readonly processId: number;
  readonly name: string | null;
  readonly ports: number;
  /** Ports a minute; null while too little is known. */
  readonly growth: number | null;
}

/** One reason, with the figures of the evidence that it refers to. */
export type Reason =
  | ({ readonly code: 'in-use'; readonly address: string | null } & Fullness)
  | { readonly code: 'refused'; readonly count: number }
  | ({ readonly code: 'process-holds'; readonly usable: number } & Culprit)
  | ({ readonly code: 'process-grows'; readonly perMinute: number } & Culprit)
  /** Connections that the other side has ended, and the process has not closed (CLOSE_WAIT). */
  | ({ readonly code: 'process-keeps-open'; readonly unclosed: number } & Culprit)
  | { readonly code: 'forecast'; readonly forecast: Extract<UsageForecast, { kind: 'rising' }> }
  | { readonly code: 'time-wait'; readonly timeWait: number; readonly ports: number }
  | { readonly code: 'rate'; readonly measured: number; readonly sustainable: number; readonly seconds: number }
  | { readonly code: 'small-range'; readonly usable: number; readonly usual: number }
  | { readonly code: 'excluded'; readonly excluded: number }
  /** MaxUserPort says more than Windows uses. */
  | { readonly code: 'stored-not-in-effect'; readonly stored: number; readonly last: number }
  | ({ readonly code: 'peak'; readonly at: number } & Fullness)
  | ({ readonly code: 'event' } & EventCount)
  /** Only from before the last change took effect. */
  | ({ readonly code: 'event-before-change' } & EventCount)
  | { readonly code: 'no-events'; readonly since: number }
  | { readonly code: 'events-not-known'; readonly reason: UnknownReason }
  | { readonly code: 'usage-not-known'; readonly reason: UnknownReason };

/** Where the limit is raised: the dynamic port range (Vista and later), MaxUserPort before; null when Windows did not say what it is. */
export type Lever = 'dynamic-range' | 'MaxUserPort' | null;

export type NextStep =
  /** Close the process; widening is a stopgap. */
  | { readonly code: 'close-process'; readonly processId: number; readonly name: string | null }
  /** Connections should be used again; stopgap: a wider range and a shorter TIME_WAIT. */
  | { readonly code: 'reuse-connections'; readonly lever: Lever }
  | { readonly code: 'widen'; readonly lever: Lever }
  /** What is stored takes effect at the restart. */
  | { readonly code: 'restart' }
  /** Leave the program open until it happens again: it will name the process. */
  | { readonly code: 'watch' }
  | { readonly code: 'watch-udp' }
  | { readonly code: 'look-elsewhere' }
  | { readonly code: 'measure' };

export interface Verdict {
  readonly conclusion: Conclusion;
  readonly severity: Severity;
  /** Named where one process is to blame. */
  readonly culprit: Culprit | null;
  /** Two to four, the weightiest first; fewer only where nothing was measured. */
  readonly reasons: readonly Reason[];
  readonly nextStep: NextStep;
}

export interface Diagnosis {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
}
