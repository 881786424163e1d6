// What the program needs of a desktop: native questions, file dialogs, clipboard, the file manager.
import type { BackupListing } from '../contract/backup/backup-list';
import type { Change } from '../contract/change/change';
import type { ChangeReason } from '../contract/history/change-record';
import type { SideEffect } from '../contract/change/side-effects';
import type { ChangeTools } from '../change/apply';
import type { PrintedPage } from '../window/print-to-pdf';

/** What these handlers need of Electron: native dialogs and the file manager. */
export interface FileDesktop {
  readonly chooseRegFile: () => Promise<string | null>;
  readonly chooseTarget: (
    kind: 'reg' | 'csv' | 'json' | 'md' | 'txt' | 'pdf',
    proposedName: string,
  ) => Promise<string | null>;
  readonly confirmDelete: (listing: BackupListing) => Promise<boolean>;
  readonly openFolder: (path: string) => void;
  readonly revealFile: (path: string) => void;
  readonly reportReading: (fraction: number) => void;
}

/** What the handlers need of Electron. */
export interface Desktop extends FileDesktop {
  readonly locale: string;
  readonly programVersion: string;
  /** Asks the person; what is severe of the side effects is repeated. */
  readonly confirmChange: (
    changes: readonly Change[],
    reason: ChangeReason,
    effects?: readonly SideEffect[],
  ) => Promise<boolean>;
  /** Asks whether to restart; false means Cancel. */
  readonly confirmRestart: (delaySeconds: number) => Promise<boolean>;
  readonly logIncident: (error: unknown) => void;
  readonly copy: (text: string) => void;
  /** The folder that the person chooses, or null after a Cancel. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly printToPdf: (page: PrintedPage) => Promise<Uint8Array>;
  readonly machineChanged: () => void;
  readonly reportStage: ChangeTools['report'];
}
