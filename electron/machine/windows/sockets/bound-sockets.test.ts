import { describe, expect, it } from 'vitest';
import { socketColumns, type SocketColumns } from '../../common/socket-columns';
import { tcpState } from '../../interfaces/usage';
import type { ProgramRun } from '../win32/run-program';
import type { BoundTableFunction, Ref } from '../win32/win32-api';
import { boundSockets, readNetstat } from './bound-sockets';

/** Windows with these tables in its heap, by address; what is freed is noted. */
function windowsWith(tables: Readonly<Record<'ipv4' | 'ipv6', Buffer | number>> | null) {
  const memory = new Map<number, Buffer>();
  const freed: number[] = [];
  const asking = (name: 'ipv4' | 'ipv6', address: number): BoundTableFunction | null => {
    const table = tables?.[name];
    if (table === undefined) return null;
    const call = (to: Ref<number | bigint>) => {
      if (typeof table === 'number') return table;
      memory.set(address, table);
      to[0] = address;
      return 0;
    };
    return call;
  };
  return {
    freed,
    api: {
      getBoundTcpTable: asking('ipv4', 0x1000),
      getBoundTcp6Table: asking('ipv6', 0x2000),
      getProcessHeap: () => 1,
      heapSize: (_heap: unknown, _flags: unknown, address: number | bigint) =>
        memory.get(Number(address))?.length ?? -1,
      heapFree: (_heap: unknown, _flags: unknown, address: number | bigint) => freed.push(Number(address)),
      moveMemory: (to: Buffer, from: number | bigint, length: number) =>
        void memory.get(Number(from))?.copy(to, 0, 0, length),
    },
  };
}

const noRows = Buffer.alloc(4);
const ipv4Row = '00000000' + '00000000' + 'c2430000' + '00000000' + '00000000' + '20040000' + '00000000';

function netstat(outputs: readonly (ProgramRun | Error)[]) {
  const runs: string[][] = [];
  let time = 0;
  return {
    runs,
    pass: (ms: number) => (time += ms),
    parts: {
      run: (file: string, args: readonly string[]) => {
        runs.push([file, ...args]);
        const output = outputs[Math.min(runs.length, outputs.length) - 1];
        return output instanceof Error || !output ? Promise.reject(output ?? new Error()) : Promise.resolve(output);
      },
      programPath: () => Promise.resolve('C:\\Windows\\System32\\netstat.exe'),
      now: () => time,
    },
  };
}
const printed = (text: string): ProgramRun => ({ exitCode: 0, stdout: Buffer.from(text), stderr: Buffer.alloc(0) });

/** As netstat of a German Windows prints; the words for states and headings are not looked at. */
const german = [
  '',
  'Aktive Verbindungen',
  '',
  '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
  '  TCP    0.0.0.0:135            0.0.0.0:0              ABH\xd6REN         892',
  '  TCP    0.0.0.0:49731          0.0.0.0:0              GEBUNDEN         1056',
  '  TCP    10.0.0.5:49800         93.184.216.34:443      HERGESTELLT      2000',
  '  TCP    [::]:49732             [::]:0                 GEBUNDEN         1057',
  '  TCP    [fe80::1%12]:49733     [::]:0                 GEBUNDEN         1057',
  '  UDP    0.0.0.0:5353           *:*                                     1200',
  '',
].join('\r\n');

function bound(columns: SocketColumns) {
  const rows = Array.from({ length: columns.count }, (_, row) => row);
  return rows
    .filter((row) => columns.states[row] === tcpState.BOUND)
    .map((row) => `${columns.localPorts[row]} of ${columns.processIds[row]}`);
}

describe('boundSockets', () => {
  it('adds what Windows tells, and frees its tables', async () => {
    const { api, freed } = windowsWith({ ipv4: Buffer.from(`02000000${ipv4Row}${ipv4Row}`, 'hex'), ipv6: noRows });
    const columns = socketColumns(0);
    expect(await boundSockets(() => Promise.resolve(api), netstat([]).parts).addTo(columns)).toBe(true);
    expect(bound(columns)).toEqual(['49731 of 1056', '49731 of 1056']);
    expect(freed).toEqual([0x1000, 0x2000]);
  });

  it('has no sockets of a version of IP that the machine has not', async () => {
    const { api } = windowsWith({ ipv4: noRows, ipv6: 50 });
    expect(await boundSockets(() => Promise.resolve(api), netstat([]).parts).addTo(socketColumns(0))).toBe(true);
  });

  it('does not believe a table of four billion rows', async () => {
    const { api, freed } = windowsWith({ ipv4: Buffer.from('ffffffff', 'hex'), ipv6: noRows });
    const columns = socketColumns(0);
    const { parts } = netstat([new Error('no netstat')]);
    expect(await boundSockets(() => Promise.resolve(api), parts).addTo(columns)).toBe(false);
    expect(columns.count).toBe(0);
    expect(freed).toEqual([0x1000]);
  });

  it('does not read beyond a table that has fewer rows than it says, or not even their number', async () => {
    for (const table of [`03000000${ipv4Row}${ipv4Row}`, `02000000${ipv4Row}${ipv4Row.slice(2)}`, '010000', '']) {
      const { api, freed } = windowsWith({ ipv4: Buffer.from(table, 'hex'), ipv6: noRows });
      const columns = socketColumns(0);
      const { parts, runs } = netstat([printed(german)]);
      expect(await boundSockets(() => Promise.resolve(api), parts).addTo(columns)).toBe(true);
      expect(runs.length, 'netstat is asked').toBe(1);
      expect(bound(columns)).toEqual(['135 of 892', '49731 of 1056', '49732 of 1057', '49733 of 1057']);
      expect(freed).toEqual([0x1000]);
    }
  });

  it('neither reads nor frees a table that is not from the heap it was to be from', async () => {
    const { api, freed } = windowsWith({ ipv4: Buffer.from(`01000000${ipv4Row}`, 'hex'), ipv6: noRows });
    const elsewhere = {
      ...api,
      heapSize: () => -1,
      moveMemory: () => {
        throw new Error('read');
      },
    };
    const { parts } = netstat([new Error('no netstat')]);
    expect(await boundSockets(() => Promise.resolve(elsewhere), parts).addTo(socketColumns(0))).toBe(false);
    expect(freed).toEqual([]);
  });

  it.each([
    ['does not export the question', null],
    ['refuses', { ipv4: 5, ipv6: noRows }],
    ['refuses half of it', { ipv4: Buffer.from(`01000000${ipv4Row}`, 'hex'), ipv6: 5 }],
  ] as const)('asks netstat where Windows %s, and leaves listeners out', async (_, tables) => {
    const { api } = windowsWith(tables);
    const { parts, runs } = netstat([printed(german)]);
    const sockets = boundSockets(() => Promise.resolve(api), parts);
    // The table has the listener on port 135 already.
    const withListener = socketColumns(1);
    withListener.count = 1;
    withListener.states[0] = tcpState.LISTEN;
    withListener.localPorts[0] = 135;
    withListener.localAddresses.set(new Uint32Array(Uint8Array.from([0, 0, 0xff, 0xff]).buffer), 2);
    expect(await sockets.addTo(withListener)).toBe(true);
    expect(bound(withListener)).toEqual(['49731 of 1056', '49732 of 1057', '49733 of 1057']);
    expect(runs).toEqual([['C:\\Windows\\System32\\netstat.exe', '-anoq']]);
  });

  it('does not know where netstat fails as well, and asks it again when it is time', async () => {
    const { api } = windowsWith(null);
    const { parts, runs, pass } = netstat([{ ...printed(''), exitCode: 1 }, printed('no table'), printed(german)]);
    const sockets = boundSockets(() => Promise.resolve(api), parts);
    expect(await sockets.addTo(socketColumns(0))).toBe(false);
    pass(1000);
    expect(await sockets.addTo(socketColumns(0))).toBe(false);
    expect(runs.length).toBe(1);
    pass(5000);
    expect(await sockets.addTo(socketColumns(0))).toBe(false);
    pass(5000);
    expect(await sockets.addTo(socketColumns(0))).toBe(true);
    expect(runs.length).toBe(3);
  });
});

describe('readNetstat', () => {
  it('knows nothing when not one row can be read', () => {
    for (const text of ['', 'Access denied', '  TCP    a:b    c:d    X    y', '  UDP    0.0.0.0:53    *:*    4'])
      expect(readNetstat(text)).toBeNull();
  });

  it('has no rows without a remote end where all sockets are connected', () => {
    expect(readNetstat('  TCP    10.0.0.5:49800    10.0.0.9:443    ESTABLISHED    7')).toEqual([]);
  });
});
