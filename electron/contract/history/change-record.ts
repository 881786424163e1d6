// One change of the machine, as the history keeps it.
import type { BackupInfo } from '../backup/backup-info';
import type { Change } from '../change/change';
import type { SideEffect } from '../change/side-effects';
import type { BootIdentity } from '../machine/boot-identity';
import type { PortRange, PortRanges } from '../port-ranges/dynamic-ranges';

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
