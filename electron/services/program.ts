// What the start of the program decides for window, command line and worker alike.
import type { Result } from '../contract/errors/result';
import type { OpenedEvidence } from '../evidence/opened';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageFeed } from '../usage/feed';
import type { UserDataLocation } from './user-data-location';

export interface Program {
  /** Picks the machine; `userData` is the folder for files of ours. A worker has administrator rights, also in practice. */
  readonly openMachine: (userData: string, as: 'program' | 'worker') => Promise<Machine>;
  /** Measures port usage outside this thread; without one, the machine's own source is asked in this thread. */
  readonly usageFeed?: UsageFeed;
  /** Opens an evidence file outside this thread; without it, it is opened in this one. */
  readonly openEvidence?: (path: string) => Promise<Result<OpenedEvidence>>;
  /** Where the files of the person lie, unless a folder was chosen; `proposed` is Electron's own location, and theirs without this. */
  readonly locateUserData?: (proposed: string) => UserDataLocation;
  /** The collector's script beside a packaged program. */
  readonly collectorFile?: string;
}
