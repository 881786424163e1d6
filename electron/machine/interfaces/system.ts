// The system itself: what it is, its restart, its tools.
import type { Result } from '../../contract/errors/result';
import type { MachineInfo } from '../../contract/machine/machine-info';
import type { WindowsTool } from '../../contract/machine/windows-tools';

export interface SystemInfo extends Pick<
  MachineInfo,
  'product' | 'version' | 'computerName' | 'userName' | 'sessionUser' | 'isElevated' | 'bootedAt' | 'boot'
> {
  /** Whether `reg export` can be used; where it cannot, backups are written by our own codec. */
  readonly regExe: RegExeState;
  /** ANSI code page as a label of the WHATWG Encoding Standard, e.g. "windows-1252"; REGEDIT4 files are written in it. */
  readonly ansiCodePage: string;
}

export type RegExeState = 'usable' | 'blocked-by-policy' | 'missing';

export interface System {
  describe(): Promise<Result<SystemInfo>>;
  /** How Windows words an error of this number, in its own language; null where there are no such words. Never rejects. */
  errorText(code: number): Promise<string | null>;
  /** Starts a tool that Windows brings along. NOT_AVAILABLE_HERE where there is none. */
  openTool(tool: WindowsTool): Promise<Result<null>>;
  /**
   * Restarts the machine after `delaySeconds` (whole, 10 to 3600), showing `message` (at most 512 characters) to
   * whoever is logged on. Nobody is asked here. NOT_AVAILABLE_HERE where there is nothing to restart.
   */
  requestRestart(delaySeconds: number, message: string): Promise<Result<null>>;
  /** Cancels a requested restart; when none is pending, that is a success. */
  cancelRestart(): Promise<Result<null>>;
}
