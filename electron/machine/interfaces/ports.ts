// TCP and UDP ports: the dynamic ranges, who else needs ports, and connections that show which ports are assigned.
import type { IpVersion, ProbeEnd } from '../../contract/change/effect';
import type { ExcludedRange, Listener } from '../../contract/change/side-effects';
import type { Result } from '../../contract/errors/result';
import type { PortRange, PortRanges, RangeName } from '../../contract/port-ranges/dynamic-ranges';
import type { AttemptAnswer, Transport } from '../../contract/usage/port-attempt';

/** The dynamic port ranges in effect right now. */
export interface PortRangeReader {
  read(): Promise<Result<PortRanges>>;
}

export interface PortRangeControl extends PortRangeReader {
  /**
   * Sets one range, at once and for good. Fails with NOT_ELEVATED before anything is touched, with MACHINE_FAILED when
   * Windows refuses, and with NOT_AVAILABLE_HERE before Vista. Whether it stuck, reading tells.
   */
  write(name: RangeName, range: PortRange): Promise<Result<null>>;
}

/** Port ranges that are never assigned. */
export interface ExcludedRangeReader {
  /** Those of one version of IP and one transport; of TCP/IPv4 where no name is given. */
  read(name?: RangeName): Promise<Result<readonly ExcludedRange[]>>;
}

/** Who else needs TCP ports of the machine: looked at before its range becomes another one. */
export interface PortClaims {
  /** Programs that listen, each port and process once, by port. */
  listeners(): Promise<Result<readonly Listener[]>>;
  excluded(): Promise<Result<readonly ExcludedRange[]>>;
  /** File names of the running programs. */
  programs(): Promise<Result<readonly string[]>>;
}

/** Connections of this computer to itself, to see which ports the system assigns. */
export interface PortProbe {
  /** The ports are drawn from a simulated range; nothing is opened. */
  readonly isSimulated: boolean;
  /**
   * Opens at most `probeTries` connections to the loopback address, each from a port of the system's own choice, until
   * one lies within `fresh` (or time is up), and closes all of them before it answers. Never rejects.
   */
  run(ip: IpVersion, fresh: readonly PortRange[]): Promise<ProbeRun>;
}

/** Asks the system for one port, and gives it back before it answers. Never rejects, and takes three seconds at most. */
export interface PortAttempt {
  /** The ports are those of a simulated range; nothing is opened. */
  readonly isSimulated: boolean;
  /** Binds a socket to port 0 of a local address, without listening: no firewall asks the person. */
  bind(transport: Transport, address: string): Promise<AttemptAnswer>;
  /** Connects to a listener of our own on the loopback address. */
  connect(ip: IpVersion): Promise<AttemptAnswer>;
}

export interface ProbeRun {
  /** Local ports in the order in which they were assigned. */
  readonly ports: readonly number[];
  readonly ended: ProbeEnd;
  /** What the system said when it failed; empty otherwise. */
  readonly detail: string;
}
