import { createServer, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpState } from '../interfaces/usage';
import { socketColumns } from '../common/socket-columns';
import { addSocket, loadSockDiagApi, readMessages, sockDiag, type SockDiagApi } from './sock-diag';
import { socketOwners } from './socket-owners';
import { linuxComputer, linuxPortTable } from './this-computer';

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

const familyOf = (request: Uint8Array) => request[16];

/** libc that answers each dump with these datagrams; it refuses one request for both families unless `knowsBoth`. */
function fakeApi(datagrams: readonly Buffer[], knowsBoth = false): SockDiagApi & { closed: number; sent: number } {
  let queue: Buffer[] = [];
  const api = {
    closed: 0,
    sent: 0,
    socket: () => 3,
    send: (_: number, request: Uint8Array, length: number) => {
      api.sent += 1;
      queue = familyOf(request) === 0 && !knowsBoth ? [refused] : [...datagrams];
      return length;
    },
    recv: (_: number, buffer: Uint8Array) => {
      const next = queue.shift();
      if (!next) return -1;
      buffer.set(next);
      return next.length;
    },
    bind: () => 0,
    getsockname: () => 0,
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
    expect([api.sent, api.closed]).toEqual([3, 2]);
  });

  it('asks once for both versions of IP, and no more where the kernel has refused that', () => {
    const ofBoth = Buffer.concat([message(), message({ family: 10, sport: 40001 })]);
    const [columns, inodes] = [socketColumns(0), { values: new Uint32Array(0) }];
    const api = fakeApi([ofBoth, done], true);
    expect(sockDiag(api).readTcp(columns, inodes)).toBeNull();
    expect([api.sent, columns.count, [...columns.localPorts.subarray(0, 2)]]).toEqual([1, 2, [40000, 40001]]);

    const refusing = fakeApi([ofBoth, done]);
    const diag = sockDiag(refusing);
    diag.readTcp(columns, inodes);
    diag.readTcp(columns, inodes);
    expect([refusing.sent, columns.count]).toEqual([5, 4]);
  });

  it('tells a bound socket from a closed one', () => {
    const columns = socketColumns(0);
    for (const [state, sport] of [
      [13, 40000],
      [7, 40000],
      [7, 0],
    ])
      addSocket(new DataView(Uint8Array.from(message({ state, sport })).buffer), 16, columns);
    expect([...columns.states.subarray(0, 3)]).toEqual([tcpState.BOUND, tcpState.BOUND, tcpState.CLOSED]);
  });

  it.each([
    ['the kernel refuses', [refused]],
    ['nothing comes', []],
    ['a message is cut off', [message().subarray(0, 60)]],
    ['a state is unknown', [message({ state: 77 })]],
  ])('fails, and closes its socket, when %s', (_, datagrams) => {
    const api = fakeApi(datagrams);
    expect(sockDiag(api).readTcp(socketColumns(0), { values: new Uint32Array(0) })).toBeTypeOf('string');
    expect(api.closed).toBe(2);
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

  it.runIf(process.platform === 'linux')('shows the sockets of both versions of IP by one request or two', async () => {
    const api = await loadSockDiagApi();
    const servers = [];
    for (const host of ['127.0.0.1', '::1']) {
      const server = createServer();
      const isListening = await new Promise<boolean>((resolve) => {
        server.once('error', () => resolve(false));
        server.listen(0, host, () => resolve(true));
      });
      if (isListening) servers.push(server);
    }
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    const isRefusing = (request: Uint8Array) => familyOf(request) === 0;
    const refusingBoth: SockDiagApi = {
      ...api,
      send: (fd, request, length, flags) => (isRefusing(request) ? -1 : api.send(fd, request, length, flags)),
    };
    const seen = [api, refusingBoth].map((way) => {
      const [columns, inodes] = [socketColumns(0), { values: new Uint32Array(0) }];
      expect(sockDiag(way).readTcp(columns, inodes)).toBeNull();
      const listening = [...columns.states.keys()].filter((row) => columns.states[row] === tcpState.LISTEN);
      return ports.map((port) => listening.filter((row) => columns.localPorts[row] === port).length);
    });
    for (const server of servers) server.close();
    expect(ports.length).toBeGreaterThan(0);
    expect(seen).toEqual([ports.map(() => 1), ports.map(() => 1)]);
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

describe.runIf(process.platform === 'linux')('bound sockets of this computer', () => {
  it('are told with their process where this kernel tells them, and unknown where it does not', async () => {
    const api = await loadSockDiagApi();
    const isTold = sockDiag(api).findsBound();
    const fds = Array.from({ length: 300 }, () => api.socket(2, 1, 0));
    // sockaddr_in of 127.0.0.1, port 0.
    for (const fd of fds)
      expect(api.bind(fd, Uint8Array.from([2, 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]), 16)).toBe(0);
    try {
      const read = await linuxPortTable().read();
      if (!read.ok) throw new Error(read.error.code);
      const { count, states, processIds, tellsBound } = read.value;
      expect(tellsBound).toBe(isTold === true);
      const own = [...states.subarray(0, count)].filter(
        (state, row) => state === tcpState.BOUND && processIds[row] === process.pid,
      );
      expect(own.length).toBe(isTold ? 300 : 0);
    } finally {
      for (const fd of fds) api.close(fd);
    }
  });

  it('are unknown where no socket can be bound to look for', () => {
    expect(sockDiag({ ...fakeApi([]), bind: () => -1 }).findsBound()).toBeNull();
    expect(sockDiag({ ...fakeApi([]), socket: () => -1 }).findsBound()).toBeNull();
    expect(sockDiag(fakeApi([refused])).findsBound()).toBeNull();
    expect(sockDiag(fakeApi([done])).findsBound()).toBe(false);
  });
});

describe('owners of sockets', () => {
  /** Each look takes 300 ms, and finds every inode below 1000. */
  function lookedThrough() {
    const state = { time: 0, scans: 0 };
    const scan = () => {
      state.scans += 1;
      state.time += 300;
      return new Map(Array.from({ length: 1000 }, (_, inode) => [inode, 4242]));
    };
    const owners = socketOwners(scan, () => state.time);
    const ownersOf = (...inodes: readonly number[]) => {
      const ids = new Uint32Array(inodes.length);
      owners.fill(Uint32Array.from(inodes), inodes.length, ids);
      return [...ids];
    };
    return { state, ownersOf };
  }

  it('are looked up only when some are new and it is time', () => {
    const { state, ownersOf } = lookedThrough();
    expect(ownersOf(7, 0)).toEqual([4242, 0]);
    expect(ownersOf(7, 0, 2000)).toEqual([4242, 0, 0]);
    state.time += 9000;
    ownersOf(7, 0, 2000);
    expect(state.scans).toBe(1);
    state.time += 2000;
    ownersOf(7, 0, 2000);
    expect(state.scans).toBe(2);
  });

  it('stay unknown where access is denied, and are no reason to look again', () => {
    const { state, ownersOf } = lookedThrough();
    expect(ownersOf(7, 1001)).toEqual([4242, 0]);
    state.time += 3_600_000;
    expect(ownersOf(7, 1001)).toEqual([4242, 0]);
    expect(state.scans).toBe(1);
    // Of another table, by turns.
    ownersOf(1002);
    state.time += 3_600_000;
    ownersOf(7, 1001);
    ownersOf(1002);
    expect(state.scans).toBe(2);
  });

  it('are looked up less often for a few sockets among many', () => {
    const { state, ownersOf } = lookedThrough();
    const many = Array.from({ length: 200 }, (_, index) => index + 1);
    ownersOf(...many);
    state.time += 299_000;
    ownersOf(...many, 2000);
    expect(state.scans).toBe(1);
    ownersOf(...many, 2000, 2001, 2002);
    expect(state.scans).toBe(2);
    state.time += 301_000;
    ownersOf(...many, 2001, 2002, 2003);
    expect(state.scans).toBe(3);
  });
});
