// What the window is told about backups.
import type { BackupInfo } from './backup-info';
import type { BackupIntegrity } from '../integrity/backup-integrity';
import type { HistoryFault } from '../integrity/history-fault';

export interface BackupListing {
  readonly backup: BackupInfo;
  readonly reason: 'manual' | 'before-change';
  readonly note: string;
  /** The change that it was created right before; null for any other backup. */
  readonly change: {
    readonly id: string;
    readonly reason: 'apply' | 'restore' | 'undo' | 'recovery';
    /** What was changed: values by name, ranges by theirs. */
    readonly names: readonly string[];
    readonly ticketNumber: string | null;
  } | null;
  readonly computerName: string;
  readonly userName: string;
  readonly integrity: BackupIntegrity;
  /** Taken on this computer, as the history says. Any other one may hold what belongs to another machine. */
  readonly isOfThisComputer: boolean;
  /** In the machine folder, which takes administrator rights to change, or among the files of this user. */
  readonly place: 'machine' | 'own';
  /** The backup of a change that is in force: deleting it takes an extra confirmation. */
  readonly isNeededForUndo: boolean;
}

export interface BackupsView {
  /** Newest first. */
  readonly backups: readonly BackupListing[];
  /** Files in the folder that are no backup of this program, by name. */
  readonly strangers: readonly string[];
  readonly historyFaults: readonly HistoryFault[];
}
