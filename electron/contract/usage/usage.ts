// What the window gets about port usage beyond the figures of one sample. Plain data only.
import type { Shape } from '../shape';
import type { AppError } from '../errors/errors';
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';
import type { AlertThreshold } from './levels';
import type { Transport } from './port-attempt';
import type { ProcessFacts } from './process-facts';
import type { UsageStatus } from './status-levels';
import type { historyQuestionSchema, usageExportSchema, usageSubjectSchema } from './usage.schema';

/** Scripted loads of the practice machine, so that a trainer can show every verdict. */
export const practiceLoads = [
  'idle',
  'busy',
  'heavy',
  'growth',
  'exhaustion',
  'leak',
  'bound',
  'orphaned',
  'service',
  'system-service',
  'driver',
  'burst',
  'churn',
  'udp',
  'ipv6',
  'addresses',
  'excluded',
  'past',
  'unreadable',
] as const;
export type PracticeLoad = (typeof practiceLoads)[number];

/** Some of the ports in use, also by state, in the order of `tcpStates`. */
export interface PortsByState {
  readonly ports: number;
  readonly byState: readonly number[];
}

export interface AddressUsage extends PortsByState {
  readonly address: string;
  /** Ports that this address can assign: those of the range of its version of IP without its excluded parts. */
  readonly usable: number;
}

/** One dynamic range: a transport and a version of IP have ports of their own. */
export interface RangeUsage extends PortsByState {
  readonly name: RangeName;
  readonly range: PortRange;
  /** Ports of the range without its excluded parts: the real limit. */
  readonly usable: number;
  /** Ports that excluded ranges keep out of use; null where the excluded ranges could not be read. */
  readonly excluded: number | null;
  /** Longest run of free ports in a row. */
  readonly largestFree: number;
  /** The local address with the most ports in use; null when none is. `ports` counts all addresses together. */
  readonly busiest: AddressUsage | null;
}

export interface ProcessUsage extends PortsByState {
  /** 0: released by its process, or unknown. */
  readonly processId: number;
  readonly name: string | null;
  /** Ports per minute over the last minutes; null while too little is known. */
  readonly growth: number | null;
  /** Since when it has been rising without a pause, milliseconds since 1970; null where it does not rise, or that is not known. */
  readonly risingSince: number | null;
  /** Ports in TIME_WAIT that it was seen to hold before it released them; they are not among `ports`. */
  readonly released: number;
}

/** A process that starts later than `at` is another one than that which was seen first with this number. */
export interface SeenProcess {
  readonly processId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface EndpointUsage extends PortsByState {
  readonly address: string;
  readonly port: number;
  readonly growth: number | null;
  /** Ports of connections to it that were not there at the last sample, a second; null for the first sample. */
  readonly newPerSecond: number | null;
  /** The process that was seen to hold most of its ports in TIME_WAIT before; null where none was seen. */
  readonly lastOwner: { readonly processId: number; readonly name: string | null; readonly ports: number } | null;
}

/** Who uses the ports, and what else was measured with one sample. */
export interface UsageDetails {
  /** Ports of the TCP/IPv4 range that are kept out of use by excluded ranges; null where these could not be read. */
  readonly excluded: number | null;
  /** Longest run of free ports in a row. */
  readonly largestFree: number;
  /** The local address with the greatest share of its ports in use: ports run out separately for each address. Null when none is in use. */
  readonly busiest: AddressUsage | null;
  /** The fullest first. */
  readonly addresses: readonly AddressUsage[];
  /** The largest holders of TCP ports first, then whoever released the most ports that are still in TIME_WAIT. */
  readonly processes: readonly ProcessUsage[];
  readonly endpoints: readonly EndpointUsage[];
  /** The ranges that could be read, TCP before UDP, IPv4 before IPv6; those of UDP only where its sockets could be read too. */
  readonly ranges: readonly RangeUsage[];
  /** The largest holders of UDP ports of the dynamic ranges; null where UDP sockets could not be read. */
  readonly udpProcesses: readonly ProcessUsage[] | null;
  /** Since when each of these processes was seen with a port, without a pause. */
  readonly seenSince: readonly SeenProcess[];
  /** All UDP sockets, in and outside of the ranges. */
  readonly udpCount: number | null;
  /** Whether bound sockets are counted; where the system does not report them, a 0 for BOUND is no measurement. */
  readonly tellsBound: boolean;
  /** Ports that came into use since the last sample, a second; null for the first sample. */
  readonly newPerSecond: number | null;
  /** What all of this comes to; null in a sample that was not recorded. */
  readonly status: UsageStatus | null;
  /** Milliseconds that the measurement took, and from its start to the next one. */
  readonly durationMs: number;
  readonly intervalMs: number;
  readonly method: string;
  readonly timeWaitSeconds: number | null;
  readonly simulated: Simulated | null;
}

/** What a scripted load simulates beside its sockets. */
export interface Simulated {
  readonly load: PracticeLoad;
  /** Connections refused with 10055 so far. */
  readonly refused: number;
  /** Its System log; null where the simulated Windows has no events about ports. `at` in milliseconds since 1970. */
  readonly events: readonly { readonly id: number; readonly at: number }[] | null;
  /** What a request for one port would get now at those addresses that matter. */
  readonly answers: readonly SimulatedAnswer[];
  /** Its programs that run now. */
  readonly processes: readonly ProcessFacts[];
}

export interface SimulatedAnswer {
  readonly transport: Transport;
  readonly address: string;
  /** Null: no port is left there. */
  readonly port: number | null;
}

/** A part of the usage that the chart can be filtered by. */
export type UsageSubject = Shape<typeof usageSubjectSchema>;

export interface UsageAlert {
  readonly at: number;
  readonly transport: Transport;
  /** Null: the lowest threshold is no longer crossed. `running-out`: at the pace of the last minutes the ports are used up soon. */
  readonly threshold: AlertThreshold | 'running-out' | null;
  /** Where the ports of this transport run out first. */
  readonly ports: number;
  readonly usable: number;
  readonly address: string | null;
  /** By a scripted load of the practice machine. */
  readonly isSimulated: boolean;
}

/** What a chart marks on its time axis; `at` in milliseconds since 1970. */
export type UsageMark =
  | { readonly kind: 'change' | 'restart'; readonly at: number }
  | { readonly kind: 'alert'; readonly at: number; readonly alert: UsageAlert };

/** Minutes from now; `high` is null when the end of the range is too far away to be known. */
export interface MinutesRange {
  readonly low: number;
  readonly high: number | null;
}

/** What the recent minutes suggest. */
export type UsageForecast =
  | { readonly kind: 'not-enough-data' }
  | { readonly kind: 'steady' }
  | { readonly kind: 'exhausted' }
  | {
      readonly kind: 'rising';
      /** Ports per minute. */
      readonly perMinute: number;
      readonly perMinuteLow: number;
      readonly perMinuteHigh: number;
      /** Minutes to the critical threshold; null when it is reached already. */
      readonly toCritical: MinutesRange | null;
      readonly toExhaustion: MinutesRange;
    };

/** New connections per second to one server that can be sustained: usable ports ÷ seconds in TIME_WAIT, beside what was measured. */
export interface ConnectionRate {
  readonly sustainable: number | null;
  readonly timeWaitSeconds: number | null;
  /** Mean over the last minute. */
  readonly measured: number | null;
}

/** A rise of the last half minute, before the forecast knows: at this pace the ports are used up soon. */
export type EarlyRise = Omit<Extract<UsageForecast, { kind: 'rising' }>, 'kind'>;

/** What the past suggests for one transport. */
export interface UsageTrend {
  /** Of the range that is used up first. */
  readonly forecast: UsageForecast;
  /** Null where there is none, or nothing known yet. */
  readonly early: EarlyRise | null;
}

export interface UsageOutlook {
  /** Of TCP. */
  readonly forecast: UsageForecast;
  readonly early: EarlyRise | null;
  /** Null where UDP ports could not be read. */
  readonly udp: UsageTrend | null;
  /** Milliseconds to be watched until the trend is known; before that there is no all-clear. */
  readonly remainingMs: number;
  readonly rate: ConnectionRate;
}

/** A time without a measurement. */
export interface UsageGap {
  readonly from: number;
  readonly to: number;
  /** Code of the error; `no-sample` where the computer slept or the program could not run. */
  readonly reason: AppError['code'] | 'no-sample';
}

/** A span of the usage history in columns; null where nothing was measured. */
export interface UsageHistoryView {
  readonly from: number;
  readonly to: number;
  /** Milliseconds since 1970 (UTC), rising. */
  readonly times: readonly number[];
  /** One column for each state, in the order of `tcpStates`; where bound sockets are not told, theirs alone is null. */
  readonly byState: readonly (readonly (number | null)[])[];
  readonly usable: readonly (number | null)[];
  /** Ports in use where they run out first. */
  readonly busiest: readonly (number | null)[];
  readonly udp: readonly (number | null)[];
  readonly newPerSecond: readonly (number | null)[];
  /** Each row stands for at most this many milliseconds; its figures are those of the fullest moment. */
  readonly stepMs: number;
  readonly gaps: readonly UsageGap[];
}

export type HistoryQuestion = Shape<typeof historyQuestionSchema>;

/** What can be saved to a file that the person chooses in a native dialog. */
export type UsageExport = Shape<typeof usageExportSchema>;
export type UsageTableName = Extract<UsageExport, { kind: 'table-csv' }>['table'];

/** Hours that the usage history reaches back. */
export const historyHours = 24;
