// Opens real TCP connections on loopback for a test, and closes them in several ways.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Loopback {
  /** Ends `count` connections (all that are left without a number) as a client does: their ports go into TIME_WAIT. */
  close(count?: number): Promise<void>;
  /** Lets the far end hang up on `count` connections, while ours stays open: CLOSE_WAIT, as a program leaks them. */
  hangUp(count: number): Promise<void>;
}

/** Opens `count` connections from ephemeral ports to a listener on 127.0.0.1. */
export async function openConnections(count: number): Promise<Loopback> {
  const accepted = new Map<number, Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const port = socket.remotePort ?? 0;
    accepted.set(port, socket);
    socket.on('close', () => accepted.delete(port)).on('error', () => socket.destroy()).on('end', () => socket.end());
    socket.resume();
  });
  server.listen(0, '127.0.0.1', 1024);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const clients: Socket[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const client = connect({ port: address.port, host: '127.0.0.1', allowHalfOpen: true });
    client.resume();
    await once(client, 'connect');
    clients.push(client);
  }
  const hungUp: Socket[] = [];
  return {
    async close(some = clients.length + hungUp.length) {
      const closing = [...clients, ...hungUp].slice(0, some);
      clients.splice(0, some);
      await Promise.all(closing.map((client) => once(client.end(), 'close')));
      if (clients.length > 0) return;
      server.close();
      await once(server, 'close');
    },
    async hangUp(some) {
      const leaving = clients.splice(0, some);
      hungUp.push(...leaving);
      await Promise.all(leaving.map((client) => {
        const ended = once(client, 'end');
        accepted.get(client.localPort ?? 0)?.end();
        return ended;
      }));
    },
  };
}
