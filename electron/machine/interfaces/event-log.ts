// The System log of Windows, as far as it concerns ports.
import type { Result } from '../../contract/errors/result';

/** What the System log says about ports. */
export interface EventLog {
  /** Events 4227, 4231 and 4266 of source Tcpip of the last `days` days, in any order; of each no more than some hundred, the newest. */
  read(days: number): Promise<Result<LoggedEvents>>;
}

export interface LoggedEvents {
  readonly events: readonly LoggedEvent[];
  /** As far back as the log was searched, milliseconds since 1970: it may not reach back so many days. */
  readonly since: number;
  /** By event number: how far back it was read, where more of that event stand in the log than were asked for. */
  readonly coveredSince?: ReadonlyMap<number, number>;
}

export interface LoggedEvent {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}
