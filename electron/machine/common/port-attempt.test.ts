import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loadSocketApi } from '../linux/socket-api';
import { portAttempt, socketAddress, type SocketApi } from './port-attempt';

/** A system that answers `bind` with this error; 0 is a success. */
function systemThat(error: number, changes: Partial<SocketApi> = {}) {
  const closed: (number | bigint)[] = [];
  const api: SocketApi = {
    families: { ipv4: 2, ipv6: 23 },
    refusals: [10055, 10048],
    socket: () => 7,
    bind: () => (error === 0 ? 0 : -1),
    getsockname: (_, address) => {
      new DataView(address.buffer).setUint16(2, 49_999, false);
      return 0;
    },
    close: (socket) => closed.push(socket),
    lastError: () => error,
    ...changes,
  };
  return { closed, attempt: portAttempt(() => Promise.resolve(api)) };
}

describe('portAttempt', () => {
  it('tells the port that was given', async () => {
    const { attempt, closed } = systemThat(0);
    expect(await attempt.bind('tcp', '127.0.0.1')).toEqual({ kind: 'granted', port: 49_999 });
    expect(closed).toEqual([7]);
  });

  it.each([10055, 10048])('takes error %i for a refusal', async (error) => {
    const { attempt, closed } = systemThat(error);
    expect(await attempt.bind('udp', '::1')).toEqual({ kind: 'refused', error: String(error) });
    expect(closed).toEqual([7]);
  });

  it('does not know what any other error means', async () => {
    expect(await systemThat(10049).attempt.bind('tcp', '10.0.0.9')).toEqual({
      kind: 'unknown',
      detail: 'bind: error 10049',
    });
    expect(await systemThat(10047, { socket: () => null }).attempt.bind('tcp', '::1')).toMatchObject({
      kind: 'unknown',
    });
    expect(await systemThat(0, { getsockname: () => -1 }).attempt.bind('tcp', '::1')).toMatchObject({
      kind: 'unknown',
    });
    const unloaded = portAttempt(() => Promise.reject(new Error('no koffi')));
    expect(await unloaded.bind('tcp', '::1')).toEqual({ kind: 'unknown', detail: 'Error: no koffi' });
  });

  it('names the address as sockaddr_in and sockaddr_in6 lay it out, with port 0', () => {
    expect(Buffer.from(socketAddress(2, 'ipv4', '10.0.0.5')).toString('hex')).toBe('020000000a0000050000000000000000');
    expect(Buffer.from(socketAddress(23, 'ipv6', '2001:db8::1')).toString('hex')).toBe(
      '17000000' + '00000000' + '20010db8000000000000000000000001' + '00000000',
    );
  });

  it('connects to a listener of its own, and leaves nothing open', async () => {
    // Another program may be given the port in between: five in a row would be kept by what the attempt left in TIME_WAIT.
    let freed = 0;
    for (let attempts = 0; attempts < 5 && freed === 0; attempts += 1) {
      const answer = await portAttempt(() => Promise.reject(new Error())).connect('ipv4');
      if (answer.kind !== 'granted') throw new Error(JSON.stringify(answer));
      if (await canListen(answer.port)) freed = answer.port;
    }
    expect(freed).toBeGreaterThan(0);
  });
});

function canListen(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

describe.runIf(process.platform === 'linux')('portAttempt on this computer', () => {
  const attempt = portAttempt(loadSocketApi);

  it.each([
    ['tcp', '127.0.0.1'],
    ['udp', '127.0.0.1'],
    ['tcp', '0.0.0.0'],
  ] as const)('is given a port of %s at %s', async (transport, address) => {
    const answer = await attempt.bind(transport, address);
    expect(answer.kind).toBe('granted');
    if (answer.kind === 'granted') expect(answer.port).toBeGreaterThan(1023);
  });

  it('does not take a foreign address for an exhausted one', async () => {
    expect(await attempt.bind('tcp', '192.0.2.77')).toMatchObject({ kind: 'unknown' });
  });
});
