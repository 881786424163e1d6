import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpState } from '../interfaces/usage';
import { socketColumns } from '../common/socket-columns';
import { addSocket, readMessages, sockDiag, type SockDiagApi } from './sock-diag';
import { socketOwners } from './socket-owners';
import { linuxComputer } from './this-computer';

/** One netlink message: an inet_diag_msg with its header. */
function message({ state = 1, family = 2, sport = 40000, dport = 443, inode = 9 } = {}): Buffer {
  const bytes = Buffer.alloc(88);
  bytes.writeUInt32LE(88, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt8(family, 16);
  bytes.writeUInt8(state, 17);
  bytes.writeUInt16BE(sport, 20);
  bytes.writeUInt16BE(dport, 22);
  Buffer.from([10, 0, 0, 1]).copy(bytes, 24);
  Buffer.from([10, 0, 0, 2]).copy(bytes, 40);
  bytes.writeUInt32LE(inode, 84);
  return bytes;
}
const done = Buffer.from('140000000300020000000000000000000000000000'.slice(0, 40), 'hex');
const refused = Buffer.from('2400000002000000000000000000000' + '0ffffffff' + '00'.repeat(16), 'hex');

/** libc that answers each dump with these datagrams. */
function fakeApi(datagrams: readonly Buffer[]): SockDiagApi & { closed: number } {
  let queue: Buffer[] = [];
  const api = {
    closed: 0,
    socket: () => 3,
    send: (_: number, __: Uint8Array, length: number) => {
      queue = [...datagrams];
      return length;
    },
    recv: (_: number, buffer: Uint8Array) => {
      const next = queue.shift();
      if (!next) return -1;
      buffer.set(next);
      return next.length;
    },
    close: () => (api.closed += 1),
    errno: () => 11,
  };
  return api;
}

describe('sock_diag', () => {
  it('reads ports, addresses, state and inode of each message, for both versions of IP', () => {
    const columns = socketColumns(0);
    const inodes = { values: new Uint32Array(0) };
    const api = fakeApi([Buffer.concat([message(), message({ state: 6, sport: 40001 })]), done]);
    expect(sockDiag(api).readTcp(columns, inodes)).toBeNull();
    expect(columns.count).toBe(4);
    expect([...columns.localPorts.subarray(0, 2)]).toEqual([40000, 40001]);
    expect([...columns.states.subarray(0, 2)]).toEqual([tcpState.ESTABLISHED, tcpState.TIME_WAIT]);
    expect([...new Uint8Array(columns.remoteAddresses.buffer, 0, 16)]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 2,
    ]);
    expect(columns.remotePorts[1]).toBe(443);
    expect(inodes.values[0]).toBe(9);
    expect(api.closed).toBe(1);
  });

  it('tells a bound socket from a closed one', () => {
    const columns = socketColumns(0);
    addSocket(new DataView(Uint8Array.from(message({ state: 13 })).buffer), 16, columns);
    expect(columns.states[0]).toBe(tcpState.BOUND);
  });

  it.each([
    ['the kernel refuses', [refused]],
    ['nothing comes', []],
    ['a message is cut off', [message().subarray(0, 60)]],
    ['a state is unknown', [message({ state: 77 })]],
  ])('fails, and closes its socket, when %s', (_, datagrams) => {
    const api = fakeApi(datagrams);
    expect(sockDiag(api).readTcp(socketColumns(0), { values: new Uint32Array(0) })).toBeTypeOf('string');
    expect(api.closed).toBe(1);
  });

  it('never reads past what was received, whatever it contains', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const view = new DataView(Uint8Array.from(bytes).buffer);
        expect(() =>
          readMessages(view, bytes.length, (offset) => (addSocket(view, offset, socketColumns(0)) ? null : 'state')),
        ).not.toThrow();
      }),
    );
  });

  it.runIf(process.platform === 'linux')('shows a socket of ours with its process', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const read = await linuxComputer.portTable.read();
    server.close();
    if (!read.ok) throw new Error(read.error.code);
    const { value } = read;
    expect(value.method).toBe('sock_diag');
    const row = value.localPorts.subarray(0, value.count).indexOf(port);
    expect([value.states[row], value.processIds[row]]).toEqual([tcpState.LISTEN, process.pid]);
  });
});

describe('owners of sockets', () => {
  it('are looked up only when some are new and it is time, and stay unknown where access is denied', () => {
    let time = 0;
    let scans = 0;
    const scan = () => {
      scans += 1;
      time += 300;
      return new Map([[7, 4242]]);
    };
    const owners = socketOwners(scan, () => time);
    const ids = new Uint32Array(3);
    owners.fill(Uint32Array.of(7, 0, 8), 3, ids);
    expect([...ids]).toEqual([4242, 0, 0]);
    owners.fill(Uint32Array.of(7, 0, 8), 3, ids);
    expect(scans).toBe(1);
    time += 9000;
    owners.fill(Uint32Array.of(7, 0, 8), 3, ids);
    expect(scans).toBe(1);
    time += 2000;
    owners.fill(Uint32Array.of(7, 0, 8), 3, ids);
    expect(scans).toBe(2);
  });
});
