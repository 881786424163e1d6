// The TCP and UDP sockets of the machine with their owners, through GetExtendedTcpTable and its relatives, off the main thread.
// Protects: a table that grows between two calls is asked for again, a bounded number of times.
import { failure, success, type Result } from '../../../contract/errors/result';
import type { PortTable, PortTableSnapshot } from '../../interfaces/usage';
import { type SocketColumns, snapshotOf, socketColumns } from '../../common/socket-columns';
import { type BoundSockets, boundSockets } from './bound-sockets';
import { type RowLayout, addRows, ipv4Row, ipv4UdpRow, ipv6Row, ipv6UdpRow } from './socket-table';
import { answered, loadWin32, type Ref, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromException, windowsError } from '../win32/windows-error';

/** TCP_TABLE_OWNER_PID_ALL: every state, with the owning process. */
const ownerPidAll = 5;
/** UDP_TABLE_OWNER_PID. */
const udpOwnerPid = 1;
const [inet, inet6] = [2, 23];

/** Room for 2,700 IPv4 or 1,100 IPv6 sockets at the first call, in bytes. */
const usualCapacity = 64 * 1024;
/** Far beyond 65,535 ports on many addresses; a larger answer is nothing that can be believed. */
const largestCapacity = 256 * 1024 * 1024;
const attempts = 10;

type TableFunctions = Pick<Win32, 'getExtendedTcpTable' | 'getExtendedUdpTable'>;

/** What the tests put in the place of the real parts. */
export interface PortTableParts {
  readonly load: () => Promise<TableFunctions>;
  readonly bound: BoundSockets;
  readonly firstCapacity: number;
}

const calledAs = { getExtendedTcpTable: 'GetExtendedTcpTable', getExtendedUdpTable: 'GetExtendedUdpTable' } as const;

/** One question to Windows, and how much room its answer took last time. */
interface Question {
  readonly name: 'getExtendedTcpTable' | 'getExtendedUdpTable';
  readonly family: number;
  readonly tableClass: number;
  readonly row: RowLayout;
  capacity: number;
}

/** The port table. Its parts are read one after the other: a snapshot is as exact as Windows allows. */
export function windowsPortTable({
  load = loadWin32,
  bound = boundSockets(loadWin32),
  firstCapacity = usualCapacity,
}: Partial<PortTableParts> = {}): PortTable {
  const columns = socketColumns(1024);
  const udpColumns = socketColumns(256);
  const tcpQuestions: Question[] = [
    { name: 'getExtendedTcpTable', family: inet, tableClass: ownerPidAll, row: ipv4Row, capacity: firstCapacity },
    { name: 'getExtendedTcpTable', family: inet6, tableClass: ownerPidAll, row: ipv6Row, capacity: firstCapacity },
  ];
  const udpQuestions: Question[] = [
    { name: 'getExtendedUdpTable', family: inet, tableClass: udpOwnerPid, row: ipv4UdpRow, capacity: firstCapacity },
    { name: 'getExtendedUdpTable', family: inet6, tableClass: udpOwnerPid, row: ipv6UdpRow, capacity: firstCapacity },
  ];
  const readAll = async (
    api: TableFunctions,
    questions: readonly Question[],
    into: SocketColumns,
  ): Promise<Result<null>> => {
    into.count = 0;
    for (const question of questions) {
      const bytes = await readTable(api, question);
      if (!bytes.ok) return bytes;
      // The next reading, a second from now, will hardly need more.
      question.capacity = Math.max(firstCapacity, withSlack(bytes.value.length));
      addRows({ bytes: bytes.value, row: question.row }, into);
    }
    return success(null);
  };
  return {
    async read(): Promise<Result<PortTableSnapshot>> {
      try {
        const api = await load();
        const tcp = await readAll(api, tcpQuestions, columns);
        if (!tcp.ok) return tcp;
        const takenAt = Date.now();
        const tellsBound = await bound.addTo(columns);
        // UDP is no reason to fail.
        const udp = (await readAll(api, udpQuestions, udpColumns)).ok ? udpColumns : null;
        return success(snapshotOf(columns, { takenAt, tellsBound, udp, method: 'GetExtendedTcpTable' }));
      } catch (exception) {
        return failure(errorFromException('port-table.read', exception));
      }
    },
  };
}

async function readTable(
  api: TableFunctions,
  { name, family, tableClass, capacity: firstTry }: Question,
): Promise<Result<Buffer>> {
  let capacity = firstTry;
  for (let attempt = 0; attempt < attempts && capacity <= largestCapacity; attempt += 1) {
    const table = Buffer.alloc(capacity);
    const size: Ref = [capacity];
    const code = await answered<number>([table], (done) =>
      api[name].async(table, size, 0, family, tableClass, 0, done),
    );
    if (code === windowsError.SUCCESS) return success(table.subarray(0, Math.min(size[0], capacity)));
    // A machine without this version of IP has no sockets of it.
    if (code === windowsError.NOT_SUPPORTED) return success(Buffer.alloc(0));
    if (code !== windowsError.INSUFFICIENT_BUFFER)
      return failure(errorFromCode('port-table.read', code, calledAs[name]));
    capacity = Math.max(withSlack(size[0]), capacity * 2);
  }
  return failure(errorFromCode('port-table.read', windowsError.INSUFFICIENT_BUFFER, calledAs[name]));
}

/** A quarter more, and some hundred rows: connections that open between two calls. */
function withSlack(size: number): number {
  return size + Math.ceil(size / 4) + 16 * 1024;
}
