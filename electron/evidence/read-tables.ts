// The socket tables of an evidence file as a source of port usage: what no program has counted yet is counted here, by the same
// rules as real sockets.
// Protects: one cell that is not understood makes the table unknown, never shorter.
import Papa from 'papaparse';
import { evidenceLimits } from '../contract/evidence/evidence-limits';
import { isIP } from 'node:net';
import { addressWords } from '../machine/common/address-words';
import { nextRow, snapshotOf, socketColumns, type SocketColumns } from '../machine/common/socket-columns';
import { tcpState, type PortTableSnapshot } from '../machine/interfaces/usage';
import { readCell } from '../text/csv';

/** The texts of the tables that are in the file. */
export interface TableTexts {
  readonly tcp: string;
  readonly udp: string | null;
  readonly bound: string | null;
}

export interface ReadTables {
  readonly snapshot: PortTableSnapshot;
  readonly processNames: ReadonlyMap<number, string>;
}

export type TablesReading =
  | ({ readonly ok: true } & ReadTables)
  /** Which cell of which table, and what it should be. */
  | { readonly ok: false; readonly problem: string };

type Table = 'tcp.csv' | 'udp.csv' | 'bound.csv';
type Column = 'local_address' | 'local_port' | 'remote_address' | 'remote_port' | 'state' | 'process_id' | 'process';

const local = ['local_address', 'local_port', 'process_id', 'process'] as const satisfies readonly Column[];
const needed = {
  'tcp.csv': [...local, 'remote_address', 'remote_port', 'state'],
  'udp.csv': local,
  'bound.csv': local,
} as const satisfies Readonly<Record<Table, readonly Column[]>>;

const noWords = new Uint32Array(4);
/** Addresses; where there are more, they are read again. */
const mostRemembered = 10_000;

/** `takenAt`: milliseconds since 1970. */
export function readTables(texts: TableTexts, takenAt: number): TablesReading {
  const tcp = socketColumns(4096);
  const udp = texts.udp === null ? null : socketColumns(256);
  const processNames = new Map<number, string>();
  const known = { names: processNames, wordsOf: rememberedWords() };
  const problem =
    readTable('tcp.csv', texts.tcp, tcp, known) ??
    (texts.bound === null ? null : readTable('bound.csv', texts.bound, tcp, known)) ??
    (texts.udp === null || udp === null ? null : readTable('udp.csv', texts.udp, udp, known));
  if (problem !== null) return { ok: false, problem };
  return {
    ok: true,
    processNames,
    snapshot: snapshotOf(tcp, { takenAt, tellsBound: texts.bound !== null, udp, method: 'evidence' }),
  };
}

/** What the rows of all tables go into, or have in common. */
interface Known {
  readonly names: Map<number, string>;
  /** Null for what is no address. */
  readonly wordsOf: (address: string) => Uint32Array | null;
}

/** Adds the rows of one table to `columns`; what is wrong with it, or null. */
function readTable(table: Table, text: string, columns: SocketColumns, known: Known): string | null {
  const state: { header: ReadonlyMap<string, number> | null; row: number; problem: string | null } = {
    header: null,
    row: 0,
    problem: null,
  };
  const problemOf = (cells: readonly string[]): string | null => {
    if (state.row > evidenceLimits.rows) return `${table}: more than ${evidenceLimits.rows} rows`;
    if (state.header) return addRow(table, cells, state.header, columns, known, state.row);
    const header = new Map(cells.map((name, column) => [name.trim(), column]));
    state.header = header;
    const missing = needed[table].find((column) => !header.has(column));
    return missing === undefined ? null : `${table}: there is no column ${missing}`;
  };
  Papa.parse<string[]>(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), {
    newline: '\n',
    skipEmptyLines: true,
    delimiter: ',',
    step({ data, errors }, parser) {
      state.row += 1;
      state.problem = errors[0] ? `${table}, row ${state.row}: ${errors[0].message}` : problemOf(data);
      if (state.problem !== null) parser.abort();
    },
  });
  return state.problem ?? (state.header ? null : `${table} is empty: its first line names the columns`);
}

function addRow(
  table: Table,
  cells: readonly string[],
  header: ReadonlyMap<string, number>,
  columns: SocketColumns,
  { names, wordsOf }: Known,
  row: number,
): string | null {
  const cell = (column: Column) => readCell(cells[header.get(column) ?? -1] ?? '').trim();
  const wrong = (column: Column, right: string) => `${table}, row ${row}: ${column} is not ${right}`;
  const localAddress = cell('local_address');
  const localPort = numberOf(cell('local_port'), 65_535);
  const processId = numberOf(cell('process_id') || '0', 0xffff_ffff);
  const localWords = wordsOf(localAddress);
  if (!localWords) return wrong('local_address', 'an address');
  if (localPort === null) return wrong('local_port', 'a port');
  if (processId === null) return wrong('process_id', 'the number of a process');
  const state = table === 'tcp.csv' ? stateOf(cell('state')) : table === 'bound.csv' ? tcpState.BOUND : 0;
  if (state === null) return wrong('state', 'a state of TCP');
  const at = nextRow(columns);
  columns.localPorts[at] = localPort;
  columns.states[at] = state;
  columns.processIds[at] = processId;
  columns.localAddresses.set(localWords, at * 4);
  columns.remoteAddresses.fill(0, at * 4, at * 4 + 4);
  columns.remotePorts[at] = 0;
  const process = cell('process');
  if (processId !== 0 && process !== '') names.set(processId, process.slice(0, 260));
  if (table !== 'tcp.csv') return null;
  const remoteAddress = cell('remote_address');
  const remotePort = numberOf(cell('remote_port') || '0', 65_535);
  const remoteWords = remoteAddress === '' ? noWords : wordsOf(remoteAddress);
  if (!remoteWords) return wrong('remote_address', 'an address');
  if (remotePort === null) return wrong('remote_port', 'a port');
  columns.remoteAddresses.set(remoteWords, at * 4);
  columns.remotePorts[at] = remotePort;
  return null;
}

/** Few addresses stand in many rows. */
function rememberedWords(): Known['wordsOf'] {
  const known = new Map<string, Uint32Array | null>();
  return (address) => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const words = isIP(address.split('%')[0] ?? '') === 0 ? null : addressWords(address);
    if (known.size >= mostRemembered) known.clear();
    known.set(address, words);
    return words;
  };
}

function numberOf(text: string, most: number): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Infinity;
  return number <= most ? number : null;
}

function stateOf(name: string): number | null {
  return Object.hasOwn(tcpState, name) ? tcpState[name as keyof typeof tcpState] : null;
}
