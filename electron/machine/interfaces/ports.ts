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

/** Ports that are never assigned. */
export interface ExcludedRangeReader {
  /** Those of the version of IP and the transport of this range; without a name those of TCP/IPv4. */
  read(name?: RangeName): Promise<Result<readonly ExcludedRange[]>>;
}

/** Who else needs ports of the machine: looked at before a range becomes another one. */
export interface PortClaims {
  /**
   * Programs that listen on TCP, or have bound UDP sockets (which of them wait for callers, no system tells); without a
   * transport those of TCP. Each port and process once, by port.
   */
  listeners(transport?: Transport): Promise<Result<readonly Listener[]>>;
  /** Those of IPv4; without a transport those of TCP. */
  excluded(transport?: Transport): Promise<Result<readonly ExcludedRange[]>>;
  /** File names of the running programs. */
  programs(): Promise<Result<readonly string[]>>;
}

/** Sockets on this computer itself, to see which ports the system assigns. */
export interface PortProbe {
  /** The ports are drawn from a simulated range; nothing is opened. */
  readonly isSimulated: boolean;
  /**
   * Opens at most `probeTries` sockets of the range's version of IP and transport at the loopback address, each with a port
   * of the system's own choice (TCP: connections to itself; UDP: bound only), until one lies within `fresh` (or time is up),
   * and closes all of them before it answers. Never rejects.
   */
  run(name: RangeName, fresh: readonly PortRange[]): Promise<ProbeRun>;
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
