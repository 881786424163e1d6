// Who else needs ports: a listener of our own, the running programs, and excluded ranges, or that they are unknown.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { realDisk } from '../../electron/machine/common/disk';
import { userFolder } from '../../electron/machine/common/user-folder';
import { windowsMachine } from '../../electron/machine/windows/windows-machine';
import { isWine } from './fixtures/throw-away-key';

const { portClaims } = windowsMachine(realDisk, userFolder(tmpdir()), null);

describe('claims on ports', () => {
  it('includes a listener of our own, once, by name where Windows reports its owner', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const listeners = await portClaims.listeners();
      assert.ok(listeners.ok, JSON.stringify(listeners));
      const ours = listeners.value.filter((listener) => listener.port === port);
      assert.equal(ours.length, 1);
      if (!(await isWine())) assert.deepEqual(ours, [{ port, processId: process.pid, name: 'node.exe' }]);
    } finally {
      server.close();
    }
  });

  it('includes a UDP socket of our own among those of UDP, and not among listeners on TCP', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    try {
      await once(socket, 'listening');
      const { port } = socket.address();
      const listeners = await portClaims.listeners('udp');
      assert.ok(listeners.ok, JSON.stringify(listeners));
      assert.equal(listeners.value.filter((listener) => listener.port === port).length, 1);
      if (!(await isWine()))
        assert.ok(listeners.value.some((one) => one.port === port && one.processId === process.pid));
    } finally {
      socket.close();
    }
  });

  it('includes this program among the running ones', async () => {
    const programs = await portClaims.programs();
    assert.ok(
      programs.ok && programs.value.some((name) => name.toLowerCase() === 'node.exe'),
      JSON.stringify(programs),
    );
  });

  it('returns excluded ranges or unknown, never an empty list that nobody reported', async () => {
    for (const transport of ['tcp', 'udp'] as const) {
      const excluded = await portClaims.excluded(transport);
      if (await isWine()) assert.equal(excluded.ok, false);
      else
        assert.ok(
          excluded.ok && excluded.value.every(({ start, number }) => start >= 1 && start + number - 1 <= 65535),
          JSON.stringify(excluded),
        );
    }
  });
});
