// The sockets and the ephemeral port range of the Mac that we run on: systeminformation and sysctl.
import { execFile } from 'node:child_process';
import { release } from 'node:os';
import { promisify } from 'node:util';
import type { Systeminformation } from 'systeminformation';
import type { MachineAction } from '../../contract/errors/errors';
import type { RangeReading } from '../../contract/port-ranges/dynamic-ranges';
import { failure, success } from '../../contract/errors/result';
import { tcpState, type UsageSource } from '../interfaces/usage';
import { snapshotOf, socketColumns, type SocketColumns } from '../common/socket-columns';
import { addConnection } from './connections';

/** 2 × net.inet.tcp.msl (15 s), as macOS ships it. */
const timeWaitSeconds = 30;
const rangeNames = ['net.inet.ip.portrange.first', 'net.inet.ip.portrange.last'] as const;

const columns: SocketColumns = socketColumns(1024);

export const macComputer: UsageSource = {
  of: 'this-computer',
  isDualStack: true,
  product: `macOS (Darwin ${release()})`,
  portsCommand: { command: 'lsof -nP -iTCP', listsBound: false },
  timeWaitSeconds,
  portRange: {
    async read() {
      try {
        const { stdout } = await promisify(execFile)('/usr/sbin/sysctl', ['-n', ...rangeNames]);
        const reading = readSysctlRange(stdout);
        return success({ ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: reading, ipv6Udp: reading });
      } catch (error) {
        return failed('port-range.read', error);
      }
    },
  },
  portTable: {
    async read() {
      try {
        const { networkConnections } = await import('systeminformation');
        return success(snapshotOfConnections(await networkConnections(), columns));
      } catch (error) {
        return failed('port-table.read', error);
      }
    },
  },
};

/** The rows that are TCP, in `into`; rows that cannot be read are left out. */
export function snapshotOfConnections(
  connections: readonly Systeminformation.NetworkConnectionsData[],
  into: SocketColumns,
) {
  into.count = 0;
  const udp = socketColumns(64);
  for (const connection of connections) {
    if (connection.protocol.startsWith('udp')) addConnection(connection, udp, tcpState.CLOSED);
    else if (connection.protocol.startsWith('tcp')) addConnection(connection, into, stateOf(connection.state));
  }
  return snapshotOf(into, { takenAt: Date.now(), tellsBound: false, udp, method: 'systeminformation' });
}

/** Two lines: first and last port. */
export function readSysctlRange(text: string): RangeReading {
  const [first, last, ...more] = text.trim().split(/\s+/).map(Number);
  const isRange =
    first !== undefined && last !== undefined && more.length === 0 && first >= 1 && last <= 65535 && last >= first;
  return isRange ? { known: true, range: { start: first, number: last - first + 1 } } : { known: false, raw: text };
}

const states: Readonly<Record<string, number>> = {
  LISTEN: tcpState.LISTEN,
  ESTABLISHED: tcpState.ESTABLISHED,
  SYN_SENT: tcpState.SYN_SENT,
  SYN_RCVD: tcpState.SYN_RECEIVED,
  SYN_RECEIVED: tcpState.SYN_RECEIVED,
  FIN_WAIT_1: tcpState.FIN_WAIT_1,
  FIN_WAIT_2: tcpState.FIN_WAIT_2,
  CLOSE_WAIT: tcpState.CLOSE_WAIT,
  CLOSING: tcpState.CLOSING,
  LAST_ACK: tcpState.LAST_ACK,
  TIME_WAIT: tcpState.TIME_WAIT,
};

function stateOf(name: string): number {
  return states[name.toUpperCase()] ?? tcpState.CLOSED;
}

function failed(action: MachineAction, cause: unknown) {
  return failure({ code: 'MACHINE_FAILED', action, windowsCode: null, detail: String(cause) });
}
