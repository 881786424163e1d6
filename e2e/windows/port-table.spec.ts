// The port table against sockets that this spec opens itself, on IPv4 and IPv6.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { tcpState, type PortTableSnapshot } from '../../electron/machine/interfaces/usage';
import { windowsPortTable } from '../../electron/machine/windows/sockets/port-table';
import { inFolder, isWine, wineMajor } from './fixtures/throw-away-key';
import { until } from './fixtures/until';

async function snapshot(table = windowsPortTable()): Promise<PortTableSnapshot> {
  const read = await table.read();
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

function rowsOf(
  { count, localPorts, states, processIds, remotePorts }: PortTableSnapshot,
  port: number,
): { state: number | undefined; processId: number | undefined; remotePort: number | undefined }[] {
  return Array.from(localPorts.subarray(0, count), (localPort, index) => ({
    localPort,
    state: states[index],
    processId: processIds[index],
    remotePort: remotePorts[index],
  }))
    .filter(({ localPort }) => localPort === port)
    .map(({ state, processId, remotePort }) => ({ state, processId, remotePort }));
}

/** A listener with `count` connections to it; both ends are in this process. */
async function loopback(
  host: string,
  count: number,
): Promise<{ port: number; clients: Socket[]; close: () => Promise<void> }> {
  const accepted: Socket[] = [];
  const server: Server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clients: Socket[] = [];
  for (let index = 0; index < count; index += 1) {
    const client = connect(port, host).on('error', () => undefined);
    await once(client, 'connect');
    clients.push(client);
  }
  await until(() => accepted.length === count, {
    timeoutMs: 30_000,
    message: () => `${accepted.length} of ${count} connections were accepted`,
  });
  return {
    port,
    clients,
    async close() {
      for (const socket of [...clients, ...accepted]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Milliseconds of the longest stretch in which nothing else could run during the work, and of the whole work. */
async function standstill(work: () => Promise<unknown>): Promise<{ longest: number; whole: number }> {
  const start = performance.now();
  let longest = 0;
  let last = start;
  let isOver = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  const end = performance.now();
  return { longest: Math.max(longest, end - last), whole: end - start };
}

describe('the port table', () => {
  it('shows both ends of a connection, and UDP sockets with their owner', async () => {
    const { port, clients, close } = await loopback('127.0.0.1', 1);
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    try {
      await once(udp, 'listening');
      const taken = await snapshot();
      const row = taken.localPorts.subarray(0, taken.count).indexOf(clients[0]?.localPort ?? 0);
      const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1];
      for (const addresses of [taken.localAddresses, taken.remoteAddresses]) {
        assert.deepEqual([...new Uint8Array(addresses.slice(row * 4, row * 4 + 4).buffer)], mapped);
      }
      assert.equal(taken.remotePorts[row], port);
      assert.ok(taken.udp);
      const udpRow = taken.udp.localPorts.subarray(0, taken.udp.count).indexOf(udp.address().port);
      assert.notEqual(udpRow, -1);
      assert.deepEqual([...new Uint8Array(taken.udp.localAddresses.slice(udpRow * 4, udpRow * 4 + 4).buffer)], mapped);
      // Wine often does not tell the owner: the process id is 0 then.
      const owners = (await isWine()) ? [0, process.pid] : [process.pid];
      assert.ok(owners.includes(taken.udp.processIds[udpRow] ?? -1), `process ${taken.udp.processIds[udpRow]}`);
    } finally {
      udp.close();
      await close();
    }
  });

  it('shows a UDP socket of IPv6 with its address and owner', async () => {
    const udp = createSocket('udp6').bind(0, '::1');
    try {
      await once(udp, 'listening');
      const { udp: table } = await snapshot();
      assert.ok(table);
      const row = table.localPorts.subarray(0, table.count).indexOf(udp.address().port);
      assert.notEqual(row, -1);
      const address = new Uint8Array(table.localAddresses.slice(row * 4, row * 4 + 4).buffer);
      assert.deepEqual([...address], [...Array.from({ length: 15 }, () => 0), 1]);
      // Wine often does not tell the owner: the process id is 0 then.
      const owners = (await isWine()) ? [0, process.pid] : [process.pid];
      assert.ok(owners.includes(table.processIds[row] ?? -1), `process ${table.processIds[row]}`);
    } finally {
      udp.close();
    }
  });

  it('tells which process another one is that listens', async (context) => {
    if (((await wineMajor()) ?? 10) < 10) {
      context.skip('Wine 8 does not tell owners');
      return;
    }
    const script = `require('node:net').createServer().listen(0, '127.0.0.1', function () {
      require('node:fs').writeFileSync(process.argv[1], this.address().port + ';'); });`;
    await inFolder(async (folder) => {
      const file = join(folder, 'port');
      await writeFile(file, '');
      const child = spawn(process.execPath, ['-e', script, file], { stdio: 'ignore', windowsHide: true });
      const ended = once(child, 'close');
      try {
        let text = '';
        await until(async () => (text = await readFile(file, 'latin1')).endsWith(';'), {
          timeoutMs: 30_000,
          message: () => 'the other process does not listen',
        });
        const rows = rowsOf(await snapshot(), Number.parseInt(text, 10));
        assert.deepEqual(
          rows.filter(({ state }) => state === tcpState.LISTEN).map(({ processId }) => processId),
          [child.pid],
        );
      } finally {
        child.kill('SIGKILL');
        await ended;
      }
    });
  });

  it('does not know of bound sockets where neither Windows nor netstat tells them', async (context) => {
    if (!(await isWine())) {
      context.skip('Windows has functions for them, or its netstat');
      return;
    }
    // Wine exports neither function, and its netstat prints connections without a process.
    const { close } = await loopback('127.0.0.1', 1);
    try {
      assert.equal((await snapshot()).tellsBound, false);
    } finally {
      await close();
    }
  });

  for (const [family, host] of [
    ['IPv4', '127.0.0.1'],
    ['IPv6', '::1'],
  ] as const) {
    it(`sees a listener and 40 connections on ${family}, with their owner`, async () => {
      const { port, clients, close } = await loopback(host, 40);
      try {
        const taken = await snapshot();
        const listening = rowsOf(taken, port);
        assert.equal(listening.filter(({ state }) => state === tcpState.LISTEN).length, 1);
        // Another program's connection may have the same number at its own end.
        const ours = new Set(clients.map(({ localPort }) => localPort));
        const accepted = listening.filter(
          ({ state, remotePort }) => state === tcpState.ESTABLISHED && ours.has(remotePort),
        );
        assert.equal(accepted.length, 40);
        // Wine often does not tell the owner: the process id is 0 then.
        const owners = (await isWine()) ? [0, process.pid] : [process.pid];
        for (const client of clients) {
          const [row, ...others] = rowsOf(taken, client.localPort ?? 0);
          assert.deepEqual(others, []);
          assert.equal(row?.state, tcpState.ESTABLISHED);
          assert.ok(owners.includes(row.processId ?? -1), `process ${row.processId}`);
        }
      } finally {
        await close();
      }
    });
  }

  it('no longer sees a closed listener', async () => {
    const { port, close } = await loopback('127.0.0.1', 0);
    assert.equal(rowsOf(await snapshot(), port).length, 1);
    await close();
    assert.deepEqual(
      rowsOf(await snapshot(), port).filter(({ state }) => state === tcpState.LISTEN),
      [],
    );
  });

  it('grows its buffer when Windows says that it is too small', async () => {
    const { port, clients, close } = await loopback('127.0.0.1', 60);
    try {
      const taken = await snapshot(windowsPortTable({ firstCapacity: 64 }));
      // Other programs have sockets of the same numbers on other addresses: only both ends of ours count.
      const seen = new Set<string>();
      for (let row = 0; row < taken.count; row += 1) seen.add(`${taken.localPorts[row]}-${taken.remotePorts[row]}`);
      const missing = clients.filter(
        ({ localPort }) => !seen.has(`${localPort}-${port}`) || !seen.has(`${port}-${localPort}`),
      );
      assert.equal(missing.length, 0, `of 60 connections ${missing.length} are missing among ${taken.count} sockets`);
      assert.ok(rowsOf(taken, port).some(({ state }) => state === tcpState.LISTEN));
    } finally {
      await close();
    }
  });

  it('does not block the main thread while Windows answers', async () => {
    const { close } = await loopback('127.0.0.1', 60);
    try {
      const table = windowsPortTable();
      const shares: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const { longest, whole } = await standstill(() => snapshot(table));
        shares.push(longest / whole);
      }
      // The round that the rest of the machine disturbed least: most of the time the main thread was free.
      assert.ok(
        Math.min(...shares) < 0.5,
        `the main thread stood still for ${shares.map((share) => `${(share * 100).toFixed(0)} %`).join(', ')} of the time`,
      );
    } finally {
      await close();
    }
  });
});
