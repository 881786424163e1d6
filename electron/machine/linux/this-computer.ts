// The sockets and the ephemeral port range of the Linux computer that we run on (ip(7), proc(5), sock_diag(7)).
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import type { MachineAction } from '../../contract/errors/errors';
import type { PortRange } from '../../contract/port-ranges/dynamic-ranges';
import { failure, success, type Result } from '../../contract/errors/result';
import type { PortTable, PortTableSnapshot, UsageSource } from '../interfaces/usage';
import { portAttempt } from '../common/port-attempt';
import { loadSocketApi } from './socket-api';
import { snapshotOf, socketColumns } from '../common/socket-columns';
import { addProcNetSockets } from './proc-net';
import { loadSockDiagApi, sockDiag, type SockDiag } from './sock-diag';
import { linuxProcessInspector } from './process-inspector';
import { linuxProcessNames, socketOwners, type SocketOwners } from './socket-owners';

const rangeFile = '/proc/sys/net/ipv4/ip_local_port_range';
const reservedFile = '/proc/sys/net/ipv4/ip_local_reserved_ports';
const tcpFiles = ['/proc/net/tcp', '/proc/net/tcp6'] as const;
const udpFiles = ['/proc/net/udp', '/proc/net/udp6'] as const;

/** TCP_TIMEWAIT_LEN of the kernel: fixed at compile time. */
const timeWaitSeconds = 60;

/** What the tests put in the place of the real parts. */
export interface LinuxParts {
  readonly loadSockDiag: () => Promise<SockDiag>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly owners: SocketOwners;
}

const realParts = (): LinuxParts => ({
  loadSockDiag: async () => sockDiag(await loadSockDiagApi()),
  readFile: (path) => readFile(path),
  owners: socketOwners(),
});

/** Linux has one range for TCP and UDP, IPv4 and IPv6. */
export const linuxComputer: UsageSource = {
  of: 'this-computer',
  isDualStack: true,
  product: `Linux ${release()}`,
  // Bound sockets are listed by versions of it alone that ask newer kernels for them.
  portsCommand: { command: 'ss -tanp', listsBound: false },
  timeWaitSeconds,
  processNames: linuxProcessNames,
  processInspector: linuxProcessInspector(),
  portTable: linuxPortTable(),
  portAttempt: portAttempt(loadSocketApi),
  portRange: {
    async read() {
      try {
        const text = await readFile(rangeFile, 'utf8');
        const reading = readLocalPortRange(text);
        return success({ ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: reading, ipv6Udp: reading });
      } catch (error) {
        return failed('port-range.read', error);
      }
    },
  },
  excludedRanges: {
    async read() {
      try {
        const ranges = readReservedPorts(await readFile(reservedFile, 'utf8'));
        return ranges ? success(ranges) : failed('port-range.read', `${reservedFile} is not a list of ports`);
      } catch (error) {
        return failed('port-range.read', error);
      }
    },
  },
};

/** Netlink first; once it has failed, the files of /proc for good. */
export function linuxPortTable(parts: LinuxParts = realParts()): PortTable {
  const columns = socketColumns(4096);
  const inodes = { values: new Uint32Array(4096) };
  const udpColumns = socketColumns(256);
  const udpInodes = { values: new Uint32Array(256) };
  /** Null until it is known. */
  let tellsBound: boolean | null = null;
  let diag: Promise<SockDiag | null> | null = null;
  let isDiagUsable = true;

  const byNetlink = async (): Promise<PortTableSnapshot | null> => {
    diag ??= parts.loadSockDiag().catch(() => null);
    const reader = await diag;
    if (!reader || reader.readTcp(columns, inodes) !== null) return null;
    // Asked again as long as there is no answer: all ports of the loopback address may be taken right now.
    tellsBound ??= reader.findsBound();
    parts.owners.fill(inodes.values, columns.count, columns.processIds);
    const isUdpRead = reader.readUdp(udpColumns, udpInodes) === null;
    if (isUdpRead) parts.owners.fill(udpInodes.values, udpColumns.count, udpColumns.processIds);
    return snapshotOf(columns, {
      takenAt: Date.now(),
      tellsBound: tellsBound ?? false,
      udp: isUdpRead ? udpColumns : null,
      method: 'sock_diag',
    });
  };

  const byFiles = async (): Promise<Result<PortTableSnapshot>> => {
    columns.count = 0;
    for (const file of tcpFiles) {
      const bytes = await readTable(parts, file);
      const problemLine = bytes ? addProcNetSockets(bytes, columns) : null;
      if (problemLine !== null) return failed('port-table.read', `${file}: line ${problemLine} is not a socket`);
    }
    udpColumns.count = 0;
    let isUdpRead = true;
    for (const file of udpFiles) {
      const bytes = await readTable(parts, file);
      if (bytes && addProcNetSockets(bytes, udpColumns) !== null) isUdpRead = false;
    }
    // These files leave out sockets that are bound and neither connected nor listening.
    return success(
      snapshotOf(columns, {
        takenAt: Date.now(),
        tellsBound: false,
        udp: isUdpRead ? udpColumns : null,
        method: '/proc/net',
      }),
    );
  };

  return {
    async read() {
      try {
        const snapshot = isDiagUsable ? await byNetlink() : null;
        if (snapshot) return success(snapshot);
        isDiagUsable = false;
        return await byFiles();
      } catch (error) {
        return failed('port-table.read', error);
      }
    },
  };
}

/** Null where IPv6 is switched off and its files are not there. */
async function readTable({ readFile: read }: LinuxParts, file: string): Promise<Uint8Array | null> {
  try {
    return await read(file);
  } catch (error) {
    const isAbsentIpv6 = file.endsWith('6') && error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsentIpv6) return null;
    throw error;
  }
}

/** Reads "32768	60999": first and last port, both included. */
export function readLocalPortRange(text: string) {
  const match = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || first < 1 || last > 65535 || last < first) return { known: false, raw: text } as const;
  return { known: true, range: { start: first, number: last - first + 1 } } as const;
}

/** Reads "8080,9148-9150"; null when it is not that. */
export function readReservedPorts(text: string): PortRange[] | null {
  if (text.trim() === '') return [];
  const ranges: PortRange[] = [];
  for (const part of text.trim().split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!match || last > 65535 || last < first) return null;
    ranges.push({ start: first, number: last - first + 1 });
  }
  return ranges;
}

function failed(action: MachineAction, cause: unknown) {
  return failure({ code: 'MACHINE_FAILED', action, windowsCode: null, detail: String(cause) });
}
