// The test port of a diagnosis, from Winsock itself.
import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { portAttempt, socketAddress } from '../../electron/machine/common/port-attempt';
import { loadSocketApi } from '../../electron/machine/windows/sockets/socket-api';

const inUse = 10048;

describe('the test port', () => {
  for (const transport of ['tcp', 'udp'] as const)
    for (const address of ['0.0.0.0', '127.0.0.1', '::', '::1'])
      it(`is given for ${transport} on ${address}, and free again at once`, async () => {
        const answer = await portAttempt(loadSocketApi).bind(transport, address);
        assert.ok(answer.kind === 'granted' && answer.port > 0, JSON.stringify(answer));
        assert.equal(await errorOfBinding(transport, address, answer.port), 0);
      });

  it('is unknown for an address that this computer does not have, with the error of Windows', async () => {
    // For documentation (RFC 5737): nobody has it.
    assert.deepEqual(await portAttempt(loadSocketApi).bind('tcp', '192.0.2.1'), {
      kind: 'unknown',
      detail: 'bind: error 10049',
    });
  });

  it('is refused with the number that means that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const code = await errorOfBinding('tcp', '127.0.0.1', (server.address() as AddressInfo).port);
    server.close();
    assert.equal(code, inUse);
    assert.ok((await loadSocketApi()).refusals.includes(inUse));
  });

  it('is given to a connection to a listener of its own', async () => {
    for (const ip of ['ipv4', 'ipv6'] as const) {
      const answer = await portAttempt(loadSocketApi).connect(ip);
      assert.ok(answer.kind === 'granted' && answer.port > 0, JSON.stringify(answer));
    }
  });
});

/** The error of binding a socket to one port; 0 when it was bound, and closed. */
async function errorOfBinding(transport: 'tcp' | 'udp', address: string, port: number): Promise<number> {
  const api = await loadSocketApi();
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const socket = api.socket(family, transport);
  assert.notEqual(socket, null);
  if (socket === null) return -1;
  const name = socketAddress(api.families[family], family, address);
  new DataView(name.buffer).setUint16(2, port, false);
  const code = api.bind(socket, name) === 0 ? 0 : api.lastError();
  api.close(socket);
  return code;
}
