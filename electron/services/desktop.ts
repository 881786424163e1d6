// What the program needs of a desktop, in small parts: whoever needs one takes that one. Each has a silent version in
// headless.ts, for processes that nobody sits in front of.
import type { BackupListing } from '../contract/backup/backup-list';
import type { Change } from '../contract/change/change';
import type { SideEffect } from '../contract/change/side-effects';
import type { StageReport } from '../contract/change/stages.schema';
import type { ChangeReason } from '../contract/history/change-record';
import type { PrintedPage } from '../window/print-to-pdf';

/** Native questions to the person; false means Cancel. */
export interface Questions {
  /** What is severe of the side effects is repeated. */
  readonly confirmChange: (
    changes: readonly Change[],
    reason: ChangeReason,
    effects: readonly SideEffect[],
  ) => Promise<boolean>;
  readonly confirmRestart: (delaySeconds: number) => Promise<boolean>;
  readonly confirmDelete: (listing: BackupListing) => Promise<boolean>;
  readonly confirmReset: () => Promise<boolean>;
}

/** Native file dialogs; the path that the person chose, or null after a Cancel. */
export interface FileDialogs {
  readonly chooseRegFile: () => Promise<string | null>;
  readonly chooseFolder: () => Promise<string | null>;
  readonly chooseEvidence: () => Promise<string | null>;
  readonly chooseTarget: (
    kind: 'reg' | 'csv' | 'json' | 'md' | 'txt' | 'pdf' | 'zip',
    proposedName: string,
  ) => Promise<string | null>;
}

/** The file manager of the system. */
export interface FileManager {
  readonly openFolder: (path: string) => void;
  readonly revealFile: (path: string) => void;
}

export interface Clipboard {
  /** Rejects when the system refuses. */
  readonly copy: (text: string) => Promise<void>;
}

/** How far long work has come. */
export interface Progress {
  readonly reportStage: (report: StageReport) => void;
  /** How much of a .reg file has been read, 0 to 1. */
  readonly reportReading: (fraction: number) => void;
}

export interface Printer {
  /** Rejects when the page cannot be printed. */
  readonly printToPdf: (page: PrintedPage) => Promise<Uint8Array>;
}

export interface Desktop {
  readonly questions: Questions;
  readonly fileDialogs: FileDialogs;
  readonly fileManager: FileManager;
  readonly clipboard: Clipboard;
  readonly progress: Progress;
  readonly printer: Printer;
}
