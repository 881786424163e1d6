// What the window is told about backups, opened .reg files and the history.
import type { BackupInfo } from './backup-info';
import type { ShownFinding } from '../findings/findings';
import type { BackupIntegrity } from '../integrity/backup-integrity';
import type { HistoryFault } from '../integrity/history-fault';

export interface BackupListing {
  readonly backup: BackupInfo;
  readonly reason: 'manual' | 'before-change';
  readonly note: string;
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

/** A value for the screen: at most 4,096 bytes of its data, and how many there are. */
export type ShownValue =
  | { readonly present: false }
  | { readonly present: true; readonly type: number; readonly hex: string; readonly size: number };

/** Why a value that differs can be looked at, and not written. */
export const rowObstacles = ['sub-key', 'link', 'unwritable-name'] as const;

export type RowObstacle = (typeof rowObstacles)[number];

export interface DiffRow {
  /** Path below the key; empty for the key itself. */
  readonly keyPath: string;
  /** Empty for the default value. */
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'removed' | 'same';
  readonly before: ShownValue;
  readonly after: ShownValue;
  readonly obstacle: RowObstacle | null;
  /** A value of the article: restored by default. */
  readonly isCatalogue: boolean;
}

/** Why a key of a file is never written. */
export const refusalReasons = [
  'other-hive',
  'other-key',
  'short-hive-name',
  'control-set',
  'forward-slash',
  'dots',
  'stray-backslash',
  'blanks',
  'control-character',
  'look-alike',
  'key-deletion',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** A .reg file or backup, held against the live key. */
export interface Comparison {
  /** Names this comparison in `restore.plan`; the next one supersedes it. */
  readonly token: string;
  readonly source:
    { readonly kind: 'backup'; readonly listing: BackupListing } | { readonly kind: 'file'; readonly path: string };
  readonly rows: readonly DiffRow[];
  /** Rows beyond the first 5,000, which are not shown. */
  readonly rowsLeftOut: number;
  readonly refused: readonly {
    readonly path: string;
    readonly isDeletion: boolean;
    readonly reason: RefusalReason;
    readonly valueCount: number;
  }[];
  /** Mistakes of the file, at most 200; `skippedCount` lines in all are passed over by Windows. */
  readonly findings: readonly ShownFinding[];
  readonly skippedCount: number;
}

/** Whether a change of the history can be undone now. */
export type UndoState = 'possible' | 'changed-since' | 'undone' | 'none';
