// TCP sockets that are bound, but neither connected nor listening. They hold their port and are in no GetExtendedTcpTable.
// Protects: where neither way tells them, their number is unknown, never 0. Of memory that Windows hands out nothing is read
// beyond its end, whatever the table says of itself.
import { addressWords } from '../../common/address-words';
import { nextRow, type SocketColumns } from '../../common/socket-columns';
import { tcpState } from '../../interfaces/usage';
import { runProgram, type RunProgram } from '../win32/run-program';
import { systemProgram } from '../win32/system-folder';
import type { BoundTableFunction, Handle, Ref, Win32 } from '../win32/win32-api';
import { windowsError } from '../win32/windows-error';
import { addRows, ipv4Row2, ipv6Row2, type RowLayout } from './socket-table';

type BoundApi = Pick<
  Win32,
  'getBoundTcpTable' | 'getBoundTcp6Table' | 'getProcessHeap' | 'heapSize' | 'heapFree' | 'moveMemory'
>;

/** What the tests put in the place of the real parts. */
export interface NetstatParts {
  readonly run: RunProgram;
  readonly programPath: () => Promise<string>;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** One row of `netstat -anoq` that is no connection. */
interface ListedSocket {
  readonly port: number;
  readonly processId: number;
  readonly address: Uint32Array;
}

const realParts: NetstatParts = {
  run: runProgram,
  programPath: () => systemProgram('netstat.exe'),
  now: () => performance.now(),
};

/** Bytes of the number of rows, which the rows follow. */
const countSize = 4;
const netstatTimeoutMs = 20_000;
/** 60,000 sockets are about 5 MB of text. */
const netstatOutputLimit = 64 * 1024 * 1024;
/** netstat may cost this share of the time, and is asked at most this often. */
const affordableShare = 0.05;
const shortestPauseMs = 5_000;

export interface BoundSockets {
  /** Adds the bound sockets to the rows of `columns`, which hold the other sockets; false when Windows does not tell them. */
  addTo(columns: SocketColumns): Promise<boolean>;
}

/** Asks Windows itself, and netstat where Windows does not export the question. */
export function boundSockets(load: () => Promise<BoundApi>, parts: NetstatParts = realParts): BoundSockets {
  const netstat = netstatSockets(parts);
  return {
    async addTo(columns) {
      const api = await load();
      const { getBoundTcpTable, getBoundTcp6Table } = api;
      if (!getBoundTcpTable || !getBoundTcp6Table) return addListed(await netstat(), columns);
      const before = columns.count;
      const isRead =
        addTable(api, getBoundTcpTable, ipv4Row2, columns) && addTable(api, getBoundTcp6Table, ipv6Row2, columns);
      if (!isRead) columns.count = before;
      return isRead || addListed(await netstat(), columns);
    },
  };
}

/** False when Windows refused, or gave a table that does not hold as many rows as it says. */
function addTable(api: BoundApi, ask: BoundTableFunction, row: RowLayout, columns: SocketColumns): boolean {
  const heap = api.getProcessHeap();
  const table: Ref<Handle> = [0];
  const code = ask(table, heap, 0);
  const [memory] = table;
  const size = Number(memory) === 0 ? 0 : Number(api.heapSize(heap, 0, memory));
  try {
    // A machine without this version of IP has no sockets of it.
    if (code === windowsError.NOT_SUPPORTED) return true;
    if (code !== windowsError.SUCCESS) return false;
    if (Number(memory) === 0) return true;
    if (size < countSize) return false;
    const count = Buffer.alloc(countSize);
    api.moveMemory(count, memory, count.length);
    const needed = countSize + count.readUInt32LE(0) * row.size;
    if (needed > size) return false;
    const bytes = Buffer.alloc(needed);
    api.moveMemory(bytes, memory, bytes.length);
    // The state that these rows tell is not to be relied on.
    addRows({ bytes, row }, columns, tcpState.BOUND);
    return true;
  } finally {
    // What the heap does not know is not the heap's to free.
    if (size >= 0 && Number(memory) !== 0) api.heapFree(heap, 0, memory);
  }
}

/** What netstat listed last; asked anew when it is time. Null when it does not tell. */
function netstatSockets({ run, programPath, now }: NetstatParts): () => Promise<readonly ListedSocket[] | null> {
  let listed: readonly ListedSocket[] | null = null;
  let nextAt = -Infinity;
  return async () => {
    const startedAt = now();
    if (startedAt < nextAt) return listed;
    try {
      const { exitCode, stdout } = await run(await programPath(), ['-anoq'], netstatTimeoutMs, netstatOutputLimit);
      listed = exitCode === 0 ? readNetstat(Buffer.from(stdout).toString('latin1')) : null;
    } catch {
      listed = null;
    }
    const endedAt = now();
    nextAt = endedAt + Math.max(shortestPauseMs, (endedAt - startedAt) / affordableShare);
    return listed;
  };
}

/**
 * The TCP rows without a remote port: listeners and bound sockets. Only protocol, ends and process are read, since the words
 * for states are those of the language of Windows. Null when not one row was understood.
 */
export function readNetstat(text: string): readonly ListedSocket[] | null {
  const sockets: ListedSocket[] = [];
  let understood = 0;
  for (const line of text.split('\n')) {
    const [protocol, local = '', remote = '', ...rest] = line.trim().split(/\s+/);
    if (protocol !== 'TCP') continue;
    const [here, there] = [endOf(local), endOf(remote)];
    const processId = Number(rest.at(-1));
    if (!here || !there || !Number.isInteger(processId)) continue;
    understood += 1;
    if (there.port === 0) sockets.push({ port: here.port, processId, address: addressWords(here.address) });
  }
  return understood === 0 ? null : sockets;
}

function endOf(text: string): { address: string; port: number } | null {
  const match = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text);
  if (!match) return null;
  return { address: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}

/** netstat reads at another moment than the table: a listener of the table is no bound socket. */
function addListed(sockets: readonly ListedSocket[] | null, columns: SocketColumns): boolean {
  if (sockets === null) return false;
  const listeners = new Set<string>();
  for (let row = 0; row < columns.count; row += 1)
    if (columns.states[row] === tcpState.LISTEN)
      listeners.add(keyOf(columns.localPorts[row] ?? 0, columns.localAddresses.subarray(row * 4, row * 4 + 4)));
  for (const { port, processId, address } of sockets) {
    if (listeners.has(keyOf(port, address))) continue;
    const row = nextRow(columns);
    columns.localPorts[row] = port;
    columns.remotePorts[row] = 0;
    columns.states[row] = tcpState.BOUND;
    columns.processIds[row] = processId;
    columns.localAddresses.set(address, row * 4);
    columns.remoteAddresses.fill(0, row * 4, row * 4 + 4);
  }
  return true;
}

function keyOf(port: number, address: Uint32Array): string {
  return `${port} ${address.join(' ')}`;
}
