// Reads the .reg file that a person chose, one at a time, with progress, until it is canceled; and backups.
import { compareBackup, compareFile, type FileAgainstLive } from '../backup/comparison';
import { readContent, type BackupContent } from '../backup/content';
import type { BackupInfo } from '../contract/backup/backup-info';
import { success, type Result } from '../contract/errors/result';
import type { WindowsVersion } from '../contract/registry/parameters';
import { LeftBehind } from '../findings/left-behind';
import type { Machine } from '../machine/interfaces/machine';
import type { Progress } from './desktop';

/** What a file says, held against the live key, and what may be wrong with it on this release of Windows. */
export interface ReadFile extends FileAgainstLive {
  readonly left: LeftBehind;
  readonly version: WindowsVersion;
}

export interface RegFileReader {
  /**
   * Reads a file; ends a reading that is still going on. Errors: REG_FILE_REFUSED; NOT_CONFIRMED when it was canceled;
   * those of reading the live key.
   */
  readonly read: (path: string) => Promise<Result<ReadFile>>;
  /** Reads a backup, and ends the reading of a file. Errors: REG_FILE_REFUSED, those of reading the live key. */
  readonly readBackup: (backup: BackupInfo) => Promise<Result<ReadFile & { readonly content: BackupContent }>>;
  readonly cancel: () => void;
}

export function regFileReader(machine: Machine, { reportReading }: Pick<Progress, 'reportReading'>): RegFileReader {
  let reading = new AbortController();
  return {
    async read(path) {
      const info = await machine.system.describe();
      if (!info.ok) return info;
      const { ansiCodePage, version } = info.value;
      reading.abort();
      reading = new AbortController();
      const options = { codePage: ansiCodePage, signal: reading.signal, onProgress: reportReading };
      const left = new LeftBehind();
      const compared = await compareFile(machine, path, options, [left]);
      return compared.ok ? success({ ...compared.value, left, version }) : compared;
    },
    async readBackup(backup) {
      const info = await machine.system.describe();
      if (!info.ok) return info;
      const { ansiCodePage, version } = info.value;
      reading.abort();
      const content = await readContent(machine.disk, backup);
      if (!content.ok) return content;
      const left = new LeftBehind();
      const compared = await compareBackup(machine, content.value, ansiCodePage, [left]);
      return compared.ok ? success({ ...compared.value, left, version, content: content.value }) : compared;
    },
    cancel: () => reading.abort(),
  };
}
