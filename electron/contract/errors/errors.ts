// Every failure a person can be told about. The words live in the renderer's message catalogue.
import type { HistoryFault } from '../integrity/history-fault';
import type { Change, Setting } from '../change/change';
import type { BackupIntegrity } from '../integrity/backup-integrity';
import type { SideEffect } from '../change/side-effects';

export type AppError =
  /** The gate refused the message: its shape is not the contract's. `detail` names field and rule. */
  | { readonly code: 'INVALID_INPUT'; readonly detail: string }
  /** A number outside what the catalogue allows on this Windows. */
  | {
      readonly code: 'OUT_OF_RANGE';
      readonly name: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  /** The wanted state is the present state: there is nothing to write. */
  | { readonly code: 'ALREADY_AS_WANTED' }
  /** Tcpip\Parameters does not exist: a Windows without TCP/IP, or a damaged one. */
  | { readonly code: 'KEY_MISSING' }
  /** Windows refused access; `windowsCode` is its error number where known (5 = ERROR_ACCESS_DENIED). */
  | { readonly code: 'ACCESS_DENIED'; readonly action: MachineAction; readonly windowsCode: number | null }
  /** This process has no administrator rights, and the action needs them. Nothing was touched. */
  | { readonly code: 'NOT_ELEVATED'; readonly action: MachineAction }
  /** A call to the machine failed in another way; `detail` is for the log and the expert. */
  | {
      readonly code: 'MACHINE_FAILED';
      readonly action: MachineAction;
      readonly windowsCode: number | null;
      readonly detail: string;
    }
  /** The backup could not be written, flushed or read again. Nothing was changed. */
  | {
      readonly code: 'BACKUP_FAILED';
      readonly reason: 'disk-full' | 'unwritable' | 'unreadable';
      readonly detail: string;
    }
  /** The backup that was read back differs from the live key. Nothing was changed. */
  | { readonly code: 'BACKUP_MISMATCH'; readonly names: readonly string[] }
  /** Somebody else changed a value after the plan was made. Nothing was changed. */
  | { readonly code: 'DRIFTED'; readonly drift: readonly Drift[] }
  /** A token that was never given out, was used before, or has been superseded. */
  | { readonly code: 'TOKEN_UNKNOWN' }
  /** The person chose Cancel in the confirmation. Nothing was changed. */
  | { readonly code: 'NOT_CONFIRMED' }
  /** The change may break something on this machine, and nobody has said that they accept it. Nothing was changed. */
  | { readonly code: 'SIDE_EFFECTS'; readonly effects: readonly SideEffect[] }
  /** The .reg file cannot be used: what was expected where, or why it was not read at all. */
  | {
      readonly code: 'REG_FILE_REFUSED';
      readonly reason: 'too-large' | 'unreadable' | 'missing-header' | 'not-understood';
      readonly detail: string;
    }
  /** The backup is not what the history says; restoring it takes a deliberate extra step. */
  | { readonly code: 'SEAL_BROKEN'; readonly seal: BackupIntegrity }
  /** Another change is being carried out. */
  | { readonly code: 'BUSY' }
  /** A change was interrupted earlier; it must be settled before anything else is changed. */
  | { readonly code: 'RECOVERY_PENDING' }
  /** A write failed or did not stick. `left` lists what now differs from before: empty after a full roll-back. */
  | {
      readonly code: 'CHANGE_FAILED';
      readonly name: string;
      readonly cause: 'write-refused' | 'did-not-stick' | 'read-back-failed';
      readonly detail: string;
      readonly left: readonly Change[];
      readonly backupFile: string;
    }
  /** This action exists only on another kind of machine (for example the simulated restart). */
  | { readonly code: 'NOT_AVAILABLE_HERE' }
  /** Windows asked for administrator rights, and the answer was no. Nothing was changed. */
  | { readonly code: 'ELEVATION_DECLINED' }
  /** The process with administrator rights did not do its work; `detail` is for the log and the expert. */
  | { readonly code: 'ELEVATION_FAILED'; readonly reason: ElevationProblem; readonly detail: string }
  /** More than the process with administrator rights may be asked for: it takes catalogue values and whole backups only. */
  | { readonly code: 'START_AS_ADMINISTRATOR' }
  /** The folder for backups and journal, or what lies in it under the name `child`, could be written to by others than administrators. Nothing was changed. */
  | {
      readonly code: 'FOLDER_NOT_TRUSTED';
      readonly folder: string;
      readonly child: string | null;
      readonly problem: FolderProblem;
      readonly detail: string;
    }
  /**
   * Others than administrators could change this program or what it loads: administrator rights are not asked for.
   * `place` is what they could change; `run` how the program was started. Nothing was changed.
   */
  | {
      readonly code: 'INSTALL_FIRST';
      readonly run: 'copy' | 'development';
      readonly place: string;
      readonly problem: LocationProblem;
      readonly account: string | null;
      readonly right: LocationRight | null;
      readonly detail: string;
    }
  /** A file of ours could not be written or read (journal, practice registry). */
  | { readonly code: 'STORAGE_FAILED'; readonly detail: string }
  /** The backup was taken on another computer, or nobody knows on which; nothing was changed. */
  | { readonly code: 'OTHER_COMPUTER'; readonly computerName: string }
  /** A newer change may be among the lines of the history that cannot be read: which one is the last is unknown. */
  | { readonly code: 'HISTORY_DAMAGED'; readonly faults: readonly HistoryFault[] }
  /** A bug. Its details are in the log under the incident number. */
  | { readonly code: 'UNEXPECTED'; readonly incident: string };

/**
 * Where the work of the process with administrator rights ended. Before `cut-off` it had not begun, and nothing was
 * changed; `cut-off` is its end in the middle, after which the journal knows whether a change is open.
 */
export const elevationProblems = [
  'not-started',
  'no-answer',
  'ended-early',
  'wrong-secret',
  'other-version',
  'not-understood',
  'cut-off',
] as const;
export type ElevationProblem = (typeof elevationProblems)[number];

export const folderProblems = ['owner', 'writable', 'link', 'hard-link', 'unreadable'] as const;
export type FolderProblem = (typeof folderProblems)[number];

export const locationProblems = ['owner', 'writable', 'link', 'network', 'unreadable'] as const;
export type LocationProblem = (typeof locationProblems)[number];
export const locationRights = [
  'everything',
  'write',
  'append',
  'delete',
  'change-rights',
  'change-owner',
  'other',
] as const;
export type LocationRight = (typeof locationRights)[number];

export interface Drift {
  readonly name: string;
  readonly expected: Setting;
  readonly found: Setting;
}

export type MachineAction =
  | 'registry.read'
  | 'registry.write'
  | 'registry.delete'
  | 'registry.export'
  | 'registry.open-editor'
  | 'port-range.read'
  | 'port-range.write'
  | 'port-table.read'
  | 'event-log.read'
  | 'system.read'
  | 'system.restart';
