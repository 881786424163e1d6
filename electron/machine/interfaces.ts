// The ports: what the program needs from a machine. Adapters implement them; nobody else touches the system.
// Names of values reach an adapter exactly as stored; comparing them without regard to case is the caller's job.
import type { MachineInfo, MachineKind } from '../contract/machine/machine-info';
import type { PortRanges, PortRange, RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { WindowsVersion } from '../contract/registry/parameters';
import type { IpVersion, ProbeEnd } from '../contract/change/effect';
import type { PracticeLoad } from '../contract/usage/usage';
import type { Result } from '../contract/errors/result';
import type { ExcludedRange, Listener } from '../contract/change/side-effects';

/** One registry value: the empty name is the key's default value; `type` is a REG_* number of winnt.h. */
export interface RegistryValue {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** A key with everything below it. `name` is the last part of its path, as stored. */
export interface RegistryKey {
  readonly name: string;
  readonly values: readonly RegistryValue[];
  readonly subkeys: readonly RegistryKey[];
}

/** The key HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters, and no other. */
export interface Registry {
  /** Everything in the key, all types, in the order in which Windows enumerates it. Fails with KEY_MISSING. */
  readTree(): Promise<Result<RegistryKey>>;
  /** One value of the key itself, or null when the key exists but the value does not. Fails with KEY_MISSING. */
  readValue(name: string): Promise<Result<RegistryValue | null>>;
  /** Creates or replaces one value. Fails with NOT_ELEVATED or ACCESS_DENIED before anything is touched. */
  writeValue(value: RegistryValue): Promise<Result<null>>;
  /** Deletes one value; a value that is not there is a success. */
  deleteValue(name: string): Promise<Result<null>>;
  /** What `reg export` writes for the key; null where reg.exe is not there or blocked by policy. */
  exportFile(): Promise<Result<Uint8Array | null>>;
}

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
  /** Starts Registry Editor. NOT_AVAILABLE_HERE where there is none. */
  openRegistryEditor(): Promise<Result<null>>;
  /**
   * Restarts the machine after `delaySeconds` (whole, 10 to 3600), showing `message` (at most 512 characters) to
   * whoever is logged on. Nobody is asked here. NOT_AVAILABLE_HERE where there is nothing to restart.
   */
  requestRestart(delaySeconds: number, message: string): Promise<Result<null>>;
  /** Calls a requested restart off; none being pending is a success. */
  cancelRestart(): Promise<Result<null>>;
}

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

/** Connections of this computer to itself, to see from which ports the system lends. */
export interface PortProbe {
  /** The ports are drawn from a simulated range; nothing is opened. */
  readonly isSimulated: boolean;
  /**
   * Opens at most `probeTries` connections to the loopback address, each from a port of the system's own choice, until
   * one lies within `fresh` (or time is up), and closes all of them before it answers. Never rejects.
   */
  run(ip: IpVersion, fresh: readonly PortRange[]): Promise<ProbeRun>;
}

export interface ProbeRun {
  /** Local ports in the order in which they were lent. */
  readonly ports: readonly number[];
  readonly ended: ProbeEnd;
  /** What the system said when it failed; empty otherwise. */
  readonly detail: string;
}

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

/**
 * The TCP sockets of IPv4 and IPv6 as columns, so that 60,000 of them cost some arrays and not 60,000 objects.
 * An adapter may use its columns again: a snapshot holds until the next reading of the same port table.
 */
export interface PortTableSnapshot {
  /** Milliseconds since 1970 (UTC). */
  readonly takenAt: number;
  /** Number of rows; the columns may be longer. */
  readonly count: number;
  readonly localPorts: Uint16Array;
  /** Numbers of `tcpState`. */
  readonly states: Uint8Array;
  /** Owning process, 0 where released or not told. */
  readonly processIds: Uint32Array;
  /** Addresses as the bytes of an IPv6 address in network order, four words a row; IPv4 is mapped (::ffff:a.b.c.d). */
  readonly localAddresses: Uint32Array;
  readonly remoteAddresses: Uint32Array;
  readonly remotePorts: Uint16Array;
  /** UDP sockets of both versions of IP; null where it was not counted. */
  readonly udpCount: number | null;
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

/** Where files of ours are written. All of it rejects with the error of Node's fs (ENOSPC, EACCES, ...). */
export interface Disk {
  /** Replaces the file in one step and flushes it, or leaves the old file whole. What somebody else holds is tried again for about ten seconds. */
  writeDurably(path: string, data: Uint8Array | string): Promise<void>;
  /**
   * Cuts a file of `size` bytes to its first `keep` bytes, adds `text`, flushes it and reads it back; makes the file where it
   * is missing. Touches nothing where the file has another size by now. When it fails, what was added is cut off again, as far
   * as the disk still answers. What somebody else holds is tried again for about ten seconds.
   */
  appendDurably(path: string, at: { readonly size: number; readonly keep: number }, text: string): Promise<void>;
  /** The bytes of a file; what somebody else holds is tried again for about two seconds. */
  read(path: string): Promise<Buffer>;
  /** Removes a file; one that is not there is a success. */
  remove(path: string): Promise<void>;
  /** The programs that hold the file open, for people, e.g. "Antivirus (1234)"; empty where that is not told. Never rejects. */
  whoHolds(path: string): Promise<readonly string[]>;
}

/** Sockets and the range they are counted against always come from the same computer. */
export interface UsageSource {
  readonly of: 'machine' | 'this-computer';
  readonly product: string;
  readonly portTable: PortTable;
  readonly portRange: PortRangeReader;
  /** Only where the system tells which process holds a socket. */
  readonly processNames?: ProcessNames;
  /** Ranges that the system keeps out of the dynamic range; none where it has no such thing. */
  readonly excludedRanges?: ExcludedRangeReader;
  /** Only where the system keeps a log that speaks of ports. */
  readonly eventLog?: EventLog;
  /** Seconds in TIME_WAIT where the system fixes them; otherwise the registry says. */
  readonly timeWaitSeconds?: number;
  /** A scripted load of the practice machine, not real sockets. */
  readonly simulated?: SimulatedLoad;
}

/** Port ranges of TCP/IPv4 that are never handed out. */
export interface ExcludedRangeReader {
  read(): Promise<Result<readonly ExcludedRange[]>>;
}

/** Who else needs TCP ports of the machine: looked at before its range becomes another one. */
export interface PortClaims {
  /** Programs that wait for callers, each port and process once, by port. */
  listeners(): Promise<Result<readonly Listener[]>>;
  excluded(): Promise<Result<readonly ExcludedRange[]>>;
  /** File names of the running programs. */
  programs(): Promise<Result<readonly string[]>>;
}

export interface SimulatedLoad {
  readonly load: PracticeLoad;
  /** Connections refused with 10055 so far. */
  readonly refused: () => number;
  /** What the simulated System log holds by now; null where the Windows that is played has none that speaks of ports. */
  readonly events: () => readonly LoggedEvent[] | null;
}

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

/** How a start of our own executable ended. */
export type WorkerStart =
  /** `ended` resolves when that process is gone. */
  | { readonly kind: 'started'; readonly ended: Promise<void> }
  | { readonly kind: 'declined' }
  | { readonly kind: 'not-started'; readonly detail: string };

/** The worker's end of the channel to the window that started it. */
export interface WorkerChannel {
  /** Sends one line. Rejects when the other end is gone. */
  send(line: string): Promise<void>;
  /** The next line of at most `longest` characters; null when the other end is gone or sends a longer one. */
  receive(longest: number): Promise<string | null>;
  close(): void;
}

/** How a second process of the program gets administrator rights, and how the two meet. */
export interface Elevation {
  /** Whether the program may be started with administrator rights from where it lies. Errors: INSTALL_FIRST. */
  checkInstallLocation(): Promise<Result<null>>;
  /**
   * Starts our own executable with `args` and administrator rights, without a window; where Windows asks, this takes as
   * long as the person does. `ownerWindow` is the native handle of the window that asks.
   */
  start(args: readonly string[], ownerWindow: Uint8Array | null): Promise<WorkerStart>;
  /** Leaves the channel at `path`, on which this process listens, to its own user and administrators. Rejects when that fails. */
  protectChannel(path: string): Promise<void>;
  /** Opens the channel at `path` as the worker. Rejects when there is none; with ForeignServer when another program holds its other end. */
  openChannel(path: string): Promise<WorkerChannel>;
}

/** Takes the turn; gives what ends it, or null when another process has it. */
export type AcquireLock = () => Promise<(() => void) | null>;

/** Where backups, journal and history of changes lie. They belong to the machine: only administrators write there. */
export interface MachineFolder {
  readonly path: string;
  /** Whether others could have written there. A folder that does not exist is no failure. Errors: FOLDER_NOT_TRUSTED. */
  check(): Promise<Result<null>>;
  /** Makes the folder where it is missing. Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED. */
  prepare(): Promise<Result<null>>;
  /** Takes the turn among all processes that write there, once it has been prepared. Rejects when it can not be asked for. */
  readonly acquireLock: AcquireLock;
}

export interface Machine {
  readonly kind: MachineKind;
  /** Null on a real machine. */
  readonly practice: PracticeControls | null;
  readonly registry: Registry;
  readonly portRange: PortRangeControl;
  readonly portProbe: PortProbe;
  readonly portClaims: PortClaims;
  readonly system: System;
  readonly usage: UsageSource;
  readonly disk: Disk;
  readonly folder: MachineFolder;
  /** Null where this process cannot have another one started. */
  readonly elevation: Elevation | null;
}
