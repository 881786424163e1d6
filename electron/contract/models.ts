// What the two sides tell each other. Plain data only: everything here survives JSON.
import type { BootIdentity } from './machine/boot-identity';
import type { Parameter, ParameterName, WindowsVersion } from './registry/parameters';
import type { Change, PortRange, RangeName, Setting } from './change/change';
import type { AppError } from './errors/errors';
import type { EffectVerdict, Proof } from './change/proof';
import type { SideEffect } from './change/side-effects';
import type { StoredValue } from './registry/stored-value';
import type { PracticeLoad, UsageDetails } from './usage/usage';

/** One number wanted for a parameter; `null` deletes the value, so that the default of Windows holds again. */
export interface WantedValue {
  readonly name: ParameterName;
  readonly value: number | null;
}

/** A dynamic port range wanted (Vista and later). */
export interface WantedRange {
  readonly range: RangeName;
  readonly value: PortRange;
}

export type Wanted = WantedValue | WantedRange;

/** A range as Windows told it; when the answer could not be understood, its raw text instead of a guess. */
export type RangeReading =
  | { readonly known: true; readonly range: PortRange }
  | { readonly known: false; readonly raw: string };

/** The four dynamic port ranges of Vista and later; older releases have the TCP/IPv4 one only. */
export interface PortRanges {
  readonly ipv4Tcp: RangeReading;
  readonly ipv4Udp: RangeReading;
  readonly ipv6Tcp: RangeReading;
  readonly ipv6Udp: RangeReading;
}

export type MachineKind = 'windows' | 'practice';

export interface MachineInfo {
  readonly kind: MachineKind;
  readonly product: string;
  readonly version: WindowsVersion;
  readonly computerName: string;
  /** The account that this process runs as; on Windows with its domain (DOMAIN\user) where that is told. */
  readonly userName: string;
  /** Whoever is logged on in the session of this process, in the same form; null where nobody is (a service, an agent). */
  readonly sessionUser: string | null;
  readonly isElevated: boolean;
  /** ISO 8601, when this machine was last started, as its clock and its counter tell it: to show, never to compare. */
  readonly bootedAt: string;
  /** Which start this is; tells whether the machine was restarted since another reading. */
  readonly boot: BootIdentity;
  readonly programVersion: string;
  /** The system's regional format as a BCP 47 tag; numbers, dates and times follow it. */
  readonly locale: string;
  /** The computer whose sockets the chart shows: the machine itself, or (practice) the computer we run on. */
  readonly usageSource: 'machine' | 'this-computer';
  /** Product name of the computer whose sockets are shown, e.g. "Linux 6.1". */
  readonly usageProduct: string;
}

export interface ParameterState {
  readonly parameter: Parameter;
  readonly stored: StoredValue;
}

/** Known patterns of who set what is there. */
export const origins = ['nmap', 'exchange-2007', 'max-user-port-range', 'widest-range', 'article'] as const;
export type Origin = (typeof origins)[number];

/** The present state of the key and of what Windows makes of it. */
export interface ParametersView {
  readonly keyPath: string;
  readonly parameters: readonly ParameterState[];
  /** The range that Windows hands out TCP/IPv4 ports from right now. */
  readonly effective: RangeReading;
  /** All four, where this Windows has them and they can be changed; null before Vista. */
  readonly ranges: PortRanges | null;
  /** Port ranges that Windows lends to nobody; null where it does not tell. */
  readonly excluded: readonly PortRange[] | null;
  /** A guess at who set what is there; null when no known pattern matches. */
  readonly origin: Origin | null;
  /** The last change that was applied, for Undo and for the comparison after the restart. */
  readonly lastChange: ChangeRecord | null;
}

export interface BackupInfo {
  readonly id: string;
  readonly file: string;
  readonly folder: string;
  readonly createdAt: string;
  readonly sizeInBytes: number;
  readonly sha256: string;
  readonly valueCount: number;
  /** Which way the .reg file was made. */
  readonly writtenBy: 'reg.exe' | 'own-codec';
}

/** A plan as shown before anything is written. */
export interface PlanPreview {
  /** Single use, and bound to the state that the plan was computed from. */
  readonly token: string;
  readonly changes: readonly Change[];
  readonly texts: PlanTexts;
  /** What the change may break, the worst first. */
  readonly sideEffects: readonly SideEffect[];
}

/** The same change as texts that can be used without this program. */
export interface PlanTexts {
  readonly apply: string;
  readonly undo: string;
  readonly applyCommands: readonly string[];
  readonly undoCommands: readonly string[];
}

/** The stages of a change, in the order in which they happen; `elevating` only where the window has no administrator rights. */
export const changeStages = ['reading', 'confirming', 'elevating', 'backing-up', 'comparing', 'writing', 'reading-back', 'closing'] as const;
export type ChangeStage = (typeof changeStages)[number];

/** Progress of a change, as it happens. */
export interface StageReport {
  readonly stage: ChangeStage | 'rolling-back';
  /** The value concerned, when writing or rolling back. */
  readonly name: string | null;
}

export type ChangeReason = 'apply' | 'restore' | 'undo' | 'recovery';

/**
 * One change of the machine, from the history. `open`: begun and not closed. Where carrying out a change answers with an open
 * record, the values were written and verified, and only the history could not be written any more.
 */
export interface ChangeRecord {
  readonly id: string;
  readonly reason: ChangeReason;
  readonly state: 'open' | 'applied' | 'rolled-back' | 'undone' | 'kept';
  /** The change that an undo or a recovery leads back from; absent in entries of version 0.1. */
  readonly reverses?: string | undefined;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly changes: readonly Change[];
  readonly backup: BackupInfo;
  /** Boot time when the change was made, to show; whether the machine was restarted since, `boot` tells. */
  readonly bootedAt: string;
  /** Which start of the machine the change was made in; records of version 0.1 have none. */
  readonly boot?: BootIdentity | undefined;
  /** The dynamic ranges in effect before the change; missing where they could not be read, and in entries of earlier versions. */
  readonly rangesBefore?: PortRanges | undefined;
  readonly computerName: string;
  /** The account that wrote it. */
  readonly userName: string;
  /** Whoever was logged on where it was confirmed; absent where nobody was, and in records of version 0.1. */
  readonly confirmedBy?: string | undefined;
  readonly programVersion: string;
  /** As given on the command line (`--ticket`). */
  readonly ticketNumber?: string | undefined;
  /** Entries of older versions have none. */
  readonly measuredBefore?: MeasuredBefore | undefined;
}

/** Port usage at one moment, as it is kept with a change. */
export interface UsageNote {
  /** ISO 8601. */
  readonly takenAt: string;
  /** Whose sockets: the machine's, (practice) those of the computer we run on, or a simulated load's. */
  readonly of: 'machine' | 'this-computer' | 'simulated';
  readonly product: string;
  readonly range: PortRange;
  readonly usable: number;
  readonly inUse: number;
  readonly timeWait: number;
  /** The local address with the most ports in use; null when none is in use. */
  readonly busiest: { readonly address: string; readonly ports: number } | null;
}

/** How things stood right before a change. */
export interface MeasuredBefore {
  /** Null where it could not be measured. */
  readonly usage: UsageNote | null;
  /** Code of the verdict's conclusion at that time (contract/diagnosis/diagnosis.ts); null where there was none. */
  readonly conclusion: string | null;
  /** What the change may break on this machine, the worst first; absent where it was not looked at. */
  readonly sideEffects?: readonly SideEffect[] | undefined;
}

export interface ChangeOutcome {
  readonly record: ChangeRecord;
  readonly verdict: EffectVerdict;
  readonly proof: Proof;
}

/** A change that was cut off by a crash, and how each of its values stands now. */
export interface RecoveryInfo {
  readonly record: ChangeRecord;
  /** Whether another process is carrying it out right now; null where that cannot be told. */
  readonly isAtWork: boolean | null;
  readonly values: readonly { readonly change: Change; readonly now: Setting; readonly stands: 'as-before' | 'as-wanted' | 'neither' }[];
}

export const tcpStates = [
  'ESTABLISHED', 'TIME_WAIT', 'CLOSE_WAIT', 'SYN_SENT', 'LISTEN', 'BOUND', 'OTHER',
] as const;
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
