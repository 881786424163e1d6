import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { mappedPrefix, tcpState } from '../interfaces/usage';
import { socketColumns } from '../common/socket-columns';
import { addProcNetTcp, countProcNetLines } from './proc-net-tcp';
import { linuxComputer, linuxPortTable, readLocalPortRange, readReservedPorts } from './this-computer';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const listening =
  '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0\n';
const waiting = '   1: 0100007F:C001 0100007F:1F90 06 00000000:00000000 03:00000F2A 00000000     0        0 0 3 0\n';
const six = '   2: 00000000000000000000000001000000:C002 00000000000000000000000001000000:1F90 01 00000000:00000000\n';

function read(text: string) {
  const columns = socketColumns(0);
  const problemLine = addProcNetTcp(Buffer.from(text), columns);
  return {
    problemLine,
    rows: Array.from({ length: columns.count }, (_, row) => [columns.localPorts[row], columns.states[row]]),
  };
}

describe('/proc/net/tcp', () => {
  it('gives local port and state of each socket, IPv4 and IPv6', () => {
    expect(read(head + listening + waiting + six)).toEqual({
      problemLine: null,
      rows: [
        [8080, tcpState.LISTEN],
        [49153, tcpState.TIME_WAIT],
        [49154, tcpState.ESTABLISHED],
      ],
    });
  });

  it('gives addresses as they are in memory, IPv4 mapped into IPv6, and the remote port', () => {
    const columns = socketColumns(0);
    addProcNetTcp(Buffer.from(head + waiting + six), columns);
    const loopback = 0x0100007f;
    expect([...columns.localAddresses.subarray(0, 8)]).toEqual([0, 0, mappedPrefix, loopback, 0, 0, 0, 0x01000000]);
    expect([...columns.remotePorts.subarray(0, 2)]).toEqual([8080, 8080]);
  });

  it('is empty when there is only the heading, or nothing', () => {
    expect(read(head)).toEqual({ problemLine: null, rows: [] });
    expect(read('')).toEqual({ problemLine: null, rows: [] });
  });

  it('leaves out a truncated last line', () => {
    expect(read(head + listening + waiting.slice(0, 30)).rows).toHaveLength(1);
  });

  it.each([
    ['garbage', 'garbage\n'],
    ['a port that is not hexadecimal', listening.replace('1F90', '1G90')],
    ['a state that does not exist', listening.replace(' 0A ', ' 7F ')],
    ['an address of a strange length', listening.replace('0100007F', '7F')],
    ['an empty line', '\n'],
  ])('reports which line it cannot read: %s', (_, line) => {
    expect(read(head + waiting + line + waiting).problemLine).toBe(3);
  });

  it.runIf(process.platform === 'linux')('shows a port that was just opened', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const snapshot = await linuxComputer.portTable.read();
    server.close();
    if (!snapshot.ok) throw new Error(snapshot.error.code);
    const row = snapshot.value.localPorts.subarray(0, snapshot.value.count).indexOf(port ?? 0);
    expect(snapshot.value.states[row]).toBe(tcpState.LISTEN);
  });
});

describe('ip_local_port_range', () => {
  it('is read with both ends', () => {
    expect(readLocalPortRange('32768\t60999\n')).toEqual({ known: true, range: { start: 32768, number: 28232 } });
  });

  it.each(['', '32768', '60999 32768', '0 70000', '1 2 3', 'a b'])('is unknown when it reads %j', (text) => {
    expect(readLocalPortRange(text)).toEqual({ known: false, raw: text });
  });
});

describe('ip_local_reserved_ports', () => {
  it('is a list of ports and ranges, or nothing', () => {
    expect(readReservedPorts('\n')).toEqual([]);
    expect(readReservedPorts('8080,9148-9150\n')).toEqual([
      { start: 8080, number: 1 },
      { start: 9148, number: 3 },
    ]);
  });

  it.each(['80-', '9-8', 'a', '70000'])('is not understood when it reads %j', (text) =>
    expect(readReservedPorts(text)).toBeNull(),
  );
});

describe('the Linux port table', () => {
  const files: Readonly<Record<string, string>> = {
    '/proc/net/tcp': head + waiting,
    '/proc/net/udp': `${head}a\nb\n`,
    '/proc/net/udp6': head,
  };
  const readFiles = (path: string) => {
    const text = files[path];
    return text === undefined
      ? Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' }))
      : Promise.resolve(Buffer.from(text));
  };
  const owners = { fill: () => undefined };

  it('falls back to /proc when netlink cannot be loaded, and counts UDP', async () => {
    const table = linuxPortTable({
      loadSockDiag: () => Promise.reject(new Error('no koffi')),
      readFile: readFiles,
      owners,
    });
    expect(await table.read()).toMatchObject({ ok: true, value: { count: 1, udpCount: 2, method: '/proc/net' } });
  });

  it('falls back to /proc for good once netlink has failed', async () => {
    let asked = 0;
    const readTcp = () => {
      asked += 1;
      return 'refused';
    };
    const table = linuxPortTable({
      loadSockDiag: () => Promise.resolve({ readTcp, countUdp: () => 0 }),
      readFile: readFiles,
      owners,
    });
    await table.read();
    expect(await table.read()).toMatchObject({ ok: true, value: { method: '/proc/net' } });
    expect(asked).toBe(1);
  });

  it('reports what is wrong when neither works', async () => {
    const denied = () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }));
    const table = linuxPortTable({ loadSockDiag: () => Promise.reject(new Error()), readFile: denied, owners });
    expect(await table.read()).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED', action: 'port-table.read' },
    });
  });

  it('counts lines without the heading', () => {
    expect([
      countProcNetLines(Buffer.from('')),
      countProcNetLines(Buffer.from(head)),
      countProcNetLines(Buffer.from(`${head}x\n`)),
    ]).toEqual([0, 0, 1]);
  });
});
