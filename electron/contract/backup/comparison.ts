// A .reg file or backup, held against the live key, as the window is told of it.
import type { ShownFinding } from '../findings/findings';
import type { BackupListing } from './backup-list';

/** A value for the screen: at most 4,096 bytes of its data, and how many there are. */
export type ShownValue =
  | { readonly present: false }
  | { readonly present: true; readonly type: number; readonly hex: string; readonly size: number };

/** Why a value that differs can be looked at, and not written. */
export type RowObstacle = 'sub-key' | 'link' | 'unwritable-name';

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
export type RefusalReason =
  | 'other-hive'
  | 'other-key'
  /** HKLM and the like: .reg files write hives out. */
  | 'short-hive-name'
  /** ControlSet001 and so on: the same key today, perhaps, but not by this name. */
  | 'control-set'
  | 'forward-slash'
  /** A part that is `.` or `..`, which the registry takes as names. */
  | 'dots'
  /** A backslash at the start, at the end, or two in a row. */
  | 'stray-backslash'
  /** Blanks around the path or around a part of it. */
  | 'blanks'
  | 'control-character'
  /** Looks like the key, with characters that are other ones: full-width, Cyrillic, dotless i, invisible ones. */
  | 'look-alike'
  /** The file wants the key of the article itself deleted. */
  | 'key-deletion';

/** A .reg file or backup, held against the live key. */
export interface Comparison {
  /** Names this comparison in `restore.plan`; the next one supersedes it. */
  readonly token: string;
  readonly source:
    | { readonly kind: 'backup'; readonly listing: BackupListing }
    /** `id` names the file in `reg-file.compare`, for as long as the window is open. */
    | { readonly kind: 'file'; readonly id: string; readonly path: string };
  readonly rows: readonly DiffRow[];
  /**
   * A backup as it was taken: what it lacks was absent, and the rows say so. A file speaks only of what it names, and what a
   * backup that was changed has lost is unknown.
   */
  readonly isComplete: boolean;
  /** Values that are not among the rows, of which there are at most 5,000. One that the file names twice may count twice. */
  readonly rowsLeftOut: number;
  readonly refused: readonly {
    readonly path: string;
    readonly isDeletion: boolean;
    readonly reason: RefusalReason;
    readonly valueCount: number;
  }[];
  /** Refused keys beyond the first 1,000. */
  readonly refusedLeftOut: number;
  /** Mistakes of the file, at most 200; `skippedCount` lines in all are passed over by Windows. */
  readonly findings: readonly ShownFinding[];
  /** Mistakes that are not among them, each as often as the file makes it. */
  readonly findingsLeftOut: number;
  readonly skippedCount: number;
}
