// The TCP sockets of the machine with their owners, through GetExtendedTcpTable, off the main thread.
// Protects: a table that grows between two calls is asked for again, a bounded number of times.
import { failure, success, type Result } from '../../../contract/errors/result';
import type { PortTable, PortTableSnapshot } from '../../interfaces/usage';
import { socketColumns } from '../../common/socket-columns';
import { decodeTcpTables, ipv4Row, ipv6Row, type RawTcpTable } from './tcp-table';
import { answered, loadWin32, type Ref, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromException, windowsError } from '../win32/windows-error';

const families = [
  { family: 2, row: ipv4Row },
  { family: 23, row: ipv6Row },
] as const;
/** TCP_TABLE_OWNER_PID_ALL: every state, with the owning process. */
const ownerPidAll = 5;

/** Room for 2,700 IPv4 or 1,100 IPv6 sockets at the first call, in bytes. */
const usualCapacity = 64 * 1024;
/** Far beyond 65,535 ports on many addresses; a larger answer is nothing that can be believed. */
const largestCapacity = 256 * 1024 * 1024;
const attempts = 10;

/** UDP_TABLE_BASIC: only the number of rows is of interest. */
const udpBasic = 0;

type TcpTableFunction = Pick<Win32, 'getExtendedTcpTable'> & Partial<Pick<Win32, 'getExtendedUdpTable'>>;

/** The port table. Both versions of IP are read one after the other: a snapshot is as exact as Windows allows. */
export function windowsPortTable(
  load: () => Promise<TcpTableFunction> = loadWin32,
  firstCapacity = usualCapacity,
): PortTable {
  const columns = socketColumns(1024);
  const capacities = families.map(() => firstCapacity);
  return {
    async read(): Promise<Result<PortTableSnapshot>> {
      try {
        const api = await load();
        const tables: RawTcpTable[] = [];
        for (const [index, { family, row }] of families.entries()) {
          const bytes = await readTable(api, family, capacities[index] ?? firstCapacity);
          if (!bytes.ok) return bytes;
          // The next reading, a second from now, will hardly need more.
          capacities[index] = Math.max(firstCapacity, withSlack(bytes.value.length));
          tables.push({ bytes: bytes.value, row });
        }
        return success(decodeTcpTables(tables, Date.now(), await countUdp(api), columns));
      } catch (exception) {
        return failure(errorFromException('port-table.read', exception));
      }
    },
  };
}

async function readTable(api: TcpTableFunction, family: number, firstTry: number): Promise<Result<Buffer>> {
  let capacity = firstTry;
  for (let attempt = 0; attempt < attempts && capacity <= largestCapacity; attempt += 1) {
    const table = Buffer.alloc(capacity);
    const size: Ref = [capacity];
    const code = await ask(api, table, size, family);
    if (code === windowsError.SUCCESS) return success(table.subarray(0, Math.min(size[0], capacity)));
    // A machine without this version of IP has no sockets of it.
    if (code === windowsError.NOT_SUPPORTED) return success(Buffer.alloc(0));
    if (code !== windowsError.INSUFFICIENT_BUFFER)
      return failure(errorFromCode('port-table.read', code, 'GetExtendedTcpTable'));
    capacity = Math.max(withSlack(size[0]), capacity * 2);
  }
  return failure(errorFromCode('port-table.read', windowsError.INSUFFICIENT_BUFFER, 'GetExtendedTcpTable'));
}

function ask(api: TcpTableFunction, table: Buffer, size: Ref, family: number): Promise<number> {
  return answered<number>([table], (done) =>
    api.getExtendedTcpTable.async(table, size, 0, family, ownerPidAll, 0, done),
  );
}

/** UDP sockets of both versions of IP; null where Windows does not tell. They are no reason to fail. */
async function countUdp(api: TcpTableFunction): Promise<number | null> {
  const { getExtendedUdpTable } = api;
  if (!getExtendedUdpTable) return null;
  let count = 0;
  for (const { family } of families) {
    let capacity = usualCapacity;
    for (let attempt = 0; ; attempt += 1) {
      const table = Buffer.alloc(capacity);
      const size: Ref = [capacity];
      const code = await answered<number>([table], (done) =>
        getExtendedUdpTable.async(table, size, 0, family, udpBasic, 0, done),
      );
      if (code === windowsError.NOT_SUPPORTED) break;
      if (code === windowsError.SUCCESS) {
        count += table.readUInt32LE(0);
        break;
      }
      if (code !== windowsError.INSUFFICIENT_BUFFER || attempt === attempts) return null;
      capacity = Math.max(withSlack(size[0]), capacity * 2);
    }
  }
  return count;
}

/** A quarter more, and some hundred rows: connections that open between two calls. */
function withSlack(size: number): number {
  return size + Math.ceil(size / 4) + 16 * 1024;
}
