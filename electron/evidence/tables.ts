// The tables of an evidence file: sockets and the processes that hold them, as CSV. Pure.
// Protects: a table that could not be read is null, never an empty one.
import { csvText, type Cell } from '../text/csv';
import type { ProcessFacts } from '../contract/usage/process-facts';
import { tcpState, type PortTableSnapshot, type SocketRows } from '../machine/interfaces/usage';
import { addressText } from '../usage/address-text';

/** Rows of cells, and what is written: names and addresses may be replaced between. */
export interface SocketTables {
  readonly tcp: readonly SocketRow[];
  /** Null where UDP sockets could not be read. */
  readonly udp: readonly SocketRow[] | null;
  /** Null where bound sockets are not told. */
  readonly bound: readonly SocketRow[] | null;
}

export interface SocketRow {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Empty for UDP. */
  readonly state: string;
  readonly processId: number;
  readonly process: string | null;
}

const stateNames: ReadonlyMap<number, string> = new Map(Object.entries(tcpState).map(([name, state]) => [state, name]));

/** Copies a snapshot, which the next reading overwrites. */
export function socketTables(snapshot: PortTableSnapshot, processNames: ReadonlyMap<number, string>): SocketTables {
  const texts = addressTexts();
  const rowOf = (rows: SocketRows, row: number): SocketRow => ({
    localAddress: texts(rows.localAddresses, row),
    localPort: rows.localPorts[row] ?? 0,
    remoteAddress: '',
    remotePort: 0,
    state: '',
    processId: rows.processIds[row] ?? 0,
    process: processNames.get(rows.processIds[row] ?? 0) ?? null,
  });
  const all = (rows: SocketRows) => Array.from({ length: rows.count }, (_, row) => rowOf(rows, row));
  const tcp = all(snapshot).map((socket, row) => ({
    ...socket,
    remoteAddress: texts(snapshot.remoteAddresses, row),
    remotePort: snapshot.remotePorts[row] ?? 0,
    state: stateNames.get(snapshot.states[row] ?? 0) ?? 'CLOSED',
  }));
  return {
    tcp: tcp.filter(({ state }) => state !== 'BOUND'),
    udp: snapshot.udp && all(snapshot.udp),
    bound: snapshot.tellsBound ? tcp.filter(({ state }) => state === 'BOUND') : null,
  };
}

export function tcpCsv(rows: readonly SocketRow[], text: (some: string) => string): string {
  const header = ['local_address', 'local_port', 'remote_address', 'remote_port', 'state', 'process_id', 'process'];
  return csvText([
    header,
    ...rows.map((row): Cell[] => [
      text(row.localAddress),
      row.localPort,
      text(row.remoteAddress),
      row.remotePort,
      row.state,
      row.processId,
      row.process === null ? null : text(row.process),
    ]),
  ]);
}

/** Of UDP, or of bound TCP sockets. */
export function localCsv(rows: readonly SocketRow[], text: (some: string) => string): string {
  return csvText([
    ['local_address', 'local_port', 'process_id', 'process'],
    ...rows.map((row): Cell[] => [
      text(row.localAddress),
      row.localPort,
      row.processId,
      row.process === null ? null : text(row.process),
    ]),
  ]);
}

/** Every process that holds a socket; `facts` of those that were looked at. */
export function processesCsv(
  { tcp, udp, bound }: SocketTables,
  facts: readonly ProcessFacts[],
  text: (some: string) => string,
): string {
  const known = new Map(facts.map((fact) => [fact.processId, fact]));
  const counts = new Map<number, { process: string | null; tcp: number; udp: number }>();
  const add = (rows: readonly SocketRow[], transport: 'tcp' | 'udp') => {
    for (const { processId, process } of rows) {
      const count = counts.get(processId) ?? { process, tcp: 0, udp: 0 };
      count[transport] += 1;
      counts.set(processId, count);
    }
  };
  add([...tcp, ...(bound ?? [])], 'tcp');
  add(udp ?? [], 'udp');
  const cell = (some: string | null | undefined) => (some === null || some === undefined ? null : text(some));
  return csvText([
    ['process_id', 'process', 'started_at', 'path', 'company', 'handles', 'services', 'tcp_sockets', 'udp_sockets'],
    ...[...counts]
      .sort(([, one], [, other]) => other.tcp + other.udp - one.tcp - one.udp)
      .map(([processId, count]): Cell[] => {
        const fact = known.get(processId);
        const { startedAt = null, services = null } = fact ?? {};
        return [
          processId,
          cell(count.process),
          startedAt === null ? null : new Date(startedAt).toISOString(),
          cell(fact?.path),
          cell(fact?.company),
          fact?.handles ?? null,
          cell(services?.map(({ name }) => name).join(' ')),
          count.tcp,
          udp === null ? null : count.udp,
        ];
      }),
  ]);
}

/** Few addresses stand in many rows: each is written once. */
function addressTexts(): (words: Uint32Array, row: number) => string {
  const known = new Map<string, string>();
  return (words, row) => {
    const parts = words.subarray(row * 4, row * 4 + 4);
    const key = parts.join();
    const text = known.get(key) ?? addressText(parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0, parts[3] ?? 0);
    known.set(key, text);
    return text;
  };
}
