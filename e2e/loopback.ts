// Opens real TCP connections on loopback for a test, and closes them in two ways.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Loopback {
  /** Ends every connection as a client does: its port goes into TIME_WAIT. */
  close(): Promise<void>;
}

/** Opens `count` connections from ephemeral ports to a listener on 127.0.0.1. */
export async function openConnections(count: number): Promise<Loopback> {
  const accepted = new Set<Socket>();
  const server = createServer((socket) => {
    accepted.add(socket);
    socket.on('close', () => accepted.delete(socket)).on('error', () => socket.destroy());
    socket.resume();
  });
  server.listen(0, '127.0.0.1', 1024);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const clients: Socket[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const client = connect(address.port, '127.0.0.1');
    await once(client, 'connect');
    clients.push(client);
  }
  return {
    async close() {
      await Promise.all(clients.map((client) => once(client.end().resume(), 'close')));
      server.close();
      await once(server, 'close');
    },
  };
}
