// Connections from this computer to listeners of its own, for the port probe of TCP.
// Protects: every socket is closed by a reset, so that no port is left in TIME_WAIT.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { OpenPorts, OpenPortsLimits } from './open-ports';

/** Systems that choose a port by the destination go on from port to port for each: several listeners are several draws. */
const listenerCount = 25;

export function loopbackConnections({ host, most, deadline }: OpenPortsLimits): OpenPorts {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  let isClosing = false;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    // The other end is reset on purpose; a failure to connect is told by `once`.
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };

  async function listen(): Promise<void> {
    const server = createServer((socket) => {
      keep(socket);
      if (isClosing) reset(socket);
    });
    server.maxConnections = most;
    server.listen({ host, port: 0, exclusive: true });
    servers.push(server);
    await once(server, 'listening', { signal: deadline });
  }

  /** The local port that the system chose. */
  async function open(server: Server | undefined): Promise<number> {
    const address = server?.address();
    if (address === null || address === undefined || typeof address === 'string')
      throw new Error('the listener is gone');
    const socket = keep(connect({ host, port: address.port }));
    await once(socket, 'connect', { signal: deadline });
    if (socket.localPort === undefined) throw new Error('the connection was lost');
    return socket.localPort;
  }

  return {
    async next(count) {
      while (servers.length < listenerCount) await listen();
      const first = opened % servers.length;
      const round = servers.slice(first, first + count);
      opened += round.length;
      return Promise.all(round.map(open));
    },
    async closeAll() {
      isClosing = true;
      const closed = [...sockets].map((socket) => new Promise((done) => socket.once('close', done)));
      for (const socket of sockets) reset(socket);
      const ended = servers.map((server) => new Promise((done) => server.close(done)));
      await Promise.all([...closed, ...ended]);
    },
  };
}

/** A socket that is not connected yet cannot be reset. */
function reset(socket: Socket): void {
  if (socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
