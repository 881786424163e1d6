// What only the practice machine can do.
import type { Result } from '../../contract/errors/result';
import type { WindowsVersion } from '../../contract/registry/parameters';

export const practiceWindows = ['nt4', 'windows2000', 'server2003', 'windows11'] as const;
export type PracticeWindows = (typeof practiceWindows)[number];

export interface PracticeDescription {
  readonly which: PracticeWindows;
  readonly product: string;
  readonly version: WindowsVersion;
  /** Seconds in TIME_WAIT, in effect since its last start. */
  readonly timeWaitSeconds: number;
  /** Sources conflict on what MaxUserPort does on Windows 11; the trainer chooses. No matter on the others. */
  readonly isMaxUserPortHonoured: boolean;
  /** Plays a program that runs without administrator rights. */
  readonly isWithoutRights: boolean;
}

/** What only the practice machine can do. */
export interface PracticeControls {
  /** Simulated restart: the stored values take effect. */
  restart(): Promise<Result<null>>;
  /** Back to a freshly installed Windows, without faults: the one it is, or another one. */
  reset(which?: PracticeWindows): Promise<Result<null>>;
  /** Which Windows it plays, and by which rule. */
  describe(): Promise<Result<PracticeDescription>>;
  /** From the next simulated restart on, MaxUserPort replaces the dynamic port range of the practice Windows 11, or not. */
  setMaxUserPortHonoured(isHonoured: boolean): Promise<Result<null>>;
  /** From now on the program has administrator rights on the practice machine, or not. */
  setWithoutRights(isWithoutRights: boolean): Promise<Result<null>>;
}
