// Port usage: the sockets of one computer and the range that they are counted against.
import type { Result } from '../../contract/errors/result';
import type { PortsCommand } from '../../contract/usage/ports-command';
import type { Simulated } from '../../contract/usage/usage';
import type { EventLog } from './event-log';
import type { ExcludedRangeReader, PortAttempt, PortRangeReader } from './ports';
import type { ProcessInspector } from './processes';

/** TCP states by their number in the TCP MIB (RFC 4022); 100 is BOUND, which only some systems tell. */
export const tcpState = {
  CLOSED: 1,
  LISTEN: 2,
  SYN_SENT: 3,
  SYN_RECEIVED: 4,
  ESTABLISHED: 5,
  FIN_WAIT_1: 6,
  FIN_WAIT_2: 7,
  CLOSE_WAIT: 8,
  CLOSING: 9,
  LAST_ACK: 10,
  TIME_WAIT: 11,
  DELETE_TCB: 12,
  BOUND: 100,
} as const;

/** Sockets as columns, so that 60,000 of them cost some arrays and not 60,000 objects. */
export interface SocketRows {
  /** Number of rows; the columns may be longer. */
  readonly count: number;
  readonly localPorts: Uint16Array;
  /** Owning process, 0 where released or unknown. */
  readonly processIds: Uint32Array;
  /** Addresses as the bytes of an IPv6 address in network order, four words a row; IPv4 is mapped (::ffff:a.b.c.d). */
  readonly localAddresses: Uint32Array;
}

/**
 * The TCP sockets of IPv4 and IPv6. An adapter may use its columns again: a snapshot holds until the next reading of the
 * same port table.
 */
export interface PortTableSnapshot extends SocketRows {
  /** Milliseconds since 1970 (UTC). */
  readonly takenAt: number;
  /** Numbers of `tcpState`. */
  readonly states: Uint8Array;
  readonly remoteAddresses: Uint32Array;
  readonly remotePorts: Uint16Array;
  /**
   * Whether sockets that are bound, but neither connected nor listening, are among the rows (state BOUND). Where the system
   * does not report them, their number is unknown, not 0.
   */
  readonly tellsBound: boolean;
  /** UDP sockets of both versions of IP; null where they could not be read. */
  readonly udp: SocketRows | null;
  /** How it was read, e.g. "sock_diag"; for the expert. */
  readonly method: string;
}

/** The third word of an IPv4 address mapped into IPv6, as it lies in memory. */
export const mappedPrefix = new Uint32Array(Uint8Array.of(0, 0, 0xff, 0xff).buffer)[0] ?? 0;

export interface PortTable {
  read(): Promise<Result<PortTableSnapshot>>;
}

/** Names of the running processes, for the process ids of a port table. */
export interface ProcessNames {
  /** Process id to the file name of its program, e.g. "svchost.exe". Id 0 (released sockets) is never in it. */
  read(): Promise<Result<ReadonlyMap<number, string>>>;
}

/** Sockets and the range they are counted against always come from the same computer. */
export interface UsageSource {
  readonly of: 'machine' | 'this-computer';
  readonly product: string;
  /** What lists the ports of it; none where it is not known. */
  readonly portsCommand?: PortsCommand;
  readonly portTable: PortTable;
  readonly portRange: PortRangeReader;
  /** Only where the system reports which process holds a socket. */
  readonly processNames?: ProcessNames;
  readonly processInspector?: ProcessInspector;
  /** Only where a port of this computer can be requested. */
  readonly portAttempt?: PortAttempt;
  /** Ranges that the system keeps out of the dynamic range; none where it has none. */
  readonly excludedRanges?: ExcludedRangeReader;
  /** Only where the system keeps a log that mentions ports. */
  readonly eventLog?: EventLog;
  /**
   * Whether the port table has a socket on :: that is also open to IPv4 only once, as Linux and macOS do. Windows has a
   * row for each version of IP.
   */
  readonly isDualStack?: boolean;
  /** Seconds in TIME_WAIT where the system fixes them; otherwise the registry says. */
  readonly timeWaitSeconds?: number;
  /** A scripted load of the practice machine, not real sockets: how it stands. */
  readonly simulated?: () => Simulated;
}
