// UDP sockets bound to this computer itself, for the port probe of UDP.
// Protects: they are bound only: nothing is sent, and nobody else can reach them.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { OpenPorts, OpenPortsLimits } from './open-ports';

/** Sockets bound to port 0: the system chooses. */
export function loopbackUdpSockets({ host, deadline }: Omit<OpenPortsLimits, 'most'>): OpenPorts {
  const sockets: Socket[] = [];

  async function open(): Promise<number> {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    // A failure to bind is told by `once`; a later one is no reason to end the process.
    sockets.push(socket.on('error', () => undefined));
    socket.bind({ port: 0, address: host, exclusive: true });
    await once(socket, 'listening', { signal: deadline });
    return socket.address().port;
  }

  return {
    next: (count) => Promise.all(Array.from({ length: count }, open)),
    async closeAll() {
      await Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.close(done))));
    },
  };
}
