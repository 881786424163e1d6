// Reads the .reg file that a person chose: one at a time, with progress, until it is canceled.
import { openRegFile, type ReadFile } from '../backup/comparison';
import { success, type Result } from '../contract/errors/result';
import type { WindowsVersion } from '../contract/registry/parameters';
import type { System } from '../machine/interfaces/system';
import type { Progress } from './desktop';

export interface RegFileReader {
  /**
   * Reads a file, and gives with it the Windows that it is held against; ends a reading that is still going on. Errors:
   * REG_FILE_REFUSED; NOT_CONFIRMED when it was canceled.
   */
  readonly read: (path: string) => Promise<Result<{ readonly file: ReadFile; readonly version: WindowsVersion }>>;
  readonly cancel: () => void;
}

export function regFileReader(
  system: Pick<System, 'describe'>,
  { reportReading }: Pick<Progress, 'reportReading'>,
): RegFileReader {
  let reading = new AbortController();
  return {
    async read(path) {
      const info = await system.describe();
      if (!info.ok) return info;
      const { ansiCodePage, version } = info.value;
      reading.abort();
      reading = new AbortController();
      const { signal } = reading;
      const file = await openRegFile(path, { codePage: ansiCodePage, signal, onProgress: reportReading });
      return file.ok ? success({ file: file.value, version }) : file;
    },
    cancel: () => reading.abort(),
  };
}
