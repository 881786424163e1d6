// The evidence that a verdict rests on.
// Protects: a figure that was not measured is "not known" with a reason, never a number.
import type { Listener } from '../change/side-effects';
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';
import type { RecordedEvidence } from '../recording/recording';
import type { ParameterState, WindowsVersion } from '../registry/parameters';
import type { AttemptEvidence } from '../usage/port-attempt';
import type { PortsCommand } from '../usage/ports-command';
import type { ProcessFacts } from '../usage/process-facts';
import type {
  AddressUsage,
  ConnectionRate,
  EarlyRise,
  EndpointUsage,
  PracticeLoad,
  ProcessUsage,
  RangeUsage,
  UsageForecast,
} from '../usage/usage';

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
  /** Ports of TCP that are bound, and neither connected nor listening; null where they are not told: the ports in use may be many more. */
  readonly bound: number | null;
  /** Ports in TIME_WAIT: released by their process, and not yet lent again. */
  readonly timeWait: number;
  /** Ports of the range that excluded ranges keep out of use; null where they could not be read. */
  readonly excluded: number | null;
  readonly largestFree: number;
  /** The fullest moment since `since`; null where this program has not watched before. */
  readonly peak: (Fullness & { readonly at: number; readonly since: number }) | null;
  readonly rate: ConnectionRate;
  /** Of the TCP ports at the fullest address. */
  readonly forecast: UsageForecast;
  /** Of the fullest UDP range. */
  readonly udpForecast: UsageForecast;
  /** The same rises as they begin, before the forecast knows; null where there is none. */
  readonly early: EarlyRise | null;
  readonly udpEarly: EarlyRise | null;
  /** Connections of a simulated load that were refused with 10055; null for real sockets, where nobody counts them. */
  readonly refused: number | null;
}

/** What the person saw who reported the fault. 'after-restart': it works again for a while after a restart. */
export const reportedErrors = ['10055', '10048', '10013', 'ERR_NO_BUFFER_SPACE', 'after-restart'] as const;
export type ReportedError = (typeof reportedErrors)[number];

/** The errors of Windows sockets among them: Windows has words for these in its own language. */
export const reportedNumbers = [10055, 10048, 10013] as const;
export type ErrorTexts = Readonly<Record<(typeof reportedNumbers)[number], string | null>>;

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
  /** When it was gathered, milliseconds since 1970: the age of an event counts from here. */
  readonly takenAt: number;
  /** Whose sockets: the machine's, (practice) those of the computer we run on, or a simulated load's. */
  readonly of: 'machine' | 'this-computer' | 'simulated';
  /** The scripted load, where the sockets are simulated. */
  readonly load: PracticeLoad | null;
  readonly isPractice: boolean;
  readonly windows: Reading<{ readonly product: string; readonly version: WindowsVersion }>;
  readonly ranges: Readonly<Record<RangeName, Reading<PortRange>>>;
  readonly maxUserPort: Reading<ParameterState>;
  readonly timedWaitDelay: Reading<ParameterState>;
  /** Whether MaxUserPort was stored as it is now when Windows started; null where that is not known. */
  readonly isStoredSinceStart: boolean | null;
  readonly usage: Reading<UsageEvidence>;
  /** What lists the ports of that computer; null where no such command is known. */
  readonly portsCommand: PortsCommand | null;
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
  /** What was recorded in the last `eventDays` days; null where nothing was. */
  readonly recorded: Reading<RecordedEvidence | null>;
  /** When the last change of this program took effect (milliseconds since 1970): what happened before says little about now. */
  readonly changedAt: number | null;
}
