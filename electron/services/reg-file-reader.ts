// Reads the .reg file that a person chose: one at a time, with progress, until it is canceled.
import { compareWithLive, type FileAgainstLive } from '../backup/comparison';
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
   * Reads a file; ends a reading that is still going on. `isComplete`: it holds the whole key, as a backup does. Errors:
   * REG_FILE_REFUSED; NOT_CONFIRMED when it was canceled; those of reading the live key.
   */
  readonly read: (path: string, isComplete: boolean) => Promise<Result<ReadFile>>;
  readonly cancel: () => void;
}

export function regFileReader(machine: Machine, { reportReading }: Pick<Progress, 'reportReading'>): RegFileReader {
  let reading = new AbortController();
  return {
    async read(path, isComplete) {
      const info = await machine.system.describe();
      if (!info.ok) return info;
      const { ansiCodePage, version } = info.value;
      reading.abort();
      reading = new AbortController();
      const options = { codePage: ansiCodePage, signal: reading.signal, onProgress: reportReading };
      const left = new LeftBehind();
      const compared = await compareWithLive(machine, path, options, isComplete, [left]);
      return compared.ok ? success({ ...compared.value, left, version }) : compared;
    },
    cancel: () => reading.abort(),
  };
}
