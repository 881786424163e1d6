// What only the practice machine can do.
import type { Result } from '../../contract/errors/result';
import type { ExcludedRange } from '../../contract/change/side-effects';
import type { PracticeRules, PracticeWindows } from '../../contract/machine/practice';
import type { PortRange, RangeName } from '../../contract/port-ranges/dynamic-ranges';
import type { WindowsVersion } from '../../contract/registry/parameters';
import type { Transport } from '../../contract/usage/port-attempt';
import type { PracticeLoad } from '../../contract/usage/usage';

export interface PracticeDescription extends PracticeRules {
  readonly product: string;
  readonly version: WindowsVersion;
  /** Seconds in TIME_WAIT, in effect since its last start. */
  readonly timeWaitSeconds: number;
}

/** What a scripted load is played on: the practice machine as it is now. */
export interface Simulation {
  readonly load: PracticeLoad;
  readonly ranges: Readonly<Record<RangeName, PortRange>>;
  /** Kept out of the ranges of a transport; null where that cannot be read. */
  readonly excluded: Readonly<Record<Transport, readonly ExcludedRange[] | null>>;
  /** Seconds in TIME_WAIT, in effect since its last start. */
  readonly timeWaitSeconds: number;
  readonly product: string;
  /** Whether this Windows notes in its System log that ports ran out: Vista and later do. */
  readonly hasEventLog: boolean;
  /** It was restarted since the load was chosen. */
  readonly isRestarted: boolean;
  /** Its last start, milliseconds since 1970. */
  readonly startedAt: number;
}

/** What only the practice machine can do. */
export interface PracticeControls {
  /** Simulated restart: the stored values take effect. */
  restart(): Promise<Result<null>>;
  /** Back to a freshly installed Windows, without faults: the one it is, or another one. */
  reset(which?: PracticeWindows): Promise<Result<null>>;
  /** Chooses a scripted load for its sockets, or (null) none. What else it tells agrees with the load. */
  play(load: PracticeLoad | null): void;
  /** The load that was chosen, on the machine as it is now. Errors: NOT_AVAILABLE_HERE where none was chosen. */
  simulation(): Promise<Result<Simulation>>;
  /** Which Windows it plays, and by which rule. */
  describe(): Promise<Result<PracticeDescription>>;
  /** From the next simulated restart on, MaxUserPort replaces the dynamic port range of the practice Windows 11, or not. */
  setMaxUserPortHonoured(isHonoured: boolean): Promise<Result<null>>;
  /** From now on the program has administrator rights on the practice machine, or not. */
  setWithoutRights(isWithoutRights: boolean): Promise<Result<null>>;
}
