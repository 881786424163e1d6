// The port probe with real sockets, on any system: connections from this computer to listeners of its own on 127.0.0.1 or ::1.
// Protects: bounded in number and time; nothing is sent, nobody else is connected to, and every socket is closed
// before it answers (reset, so that no port is left in TIME_WAIT).
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { isWithin } from '../../contract/port-ranges/port-ranges';
import { probeTries, type IpVersion } from '../../contract/change/effect';
import type { PortProbe, ProbeRun } from '../interfaces/ports';

/** Systems that choose a port by the destination go on from port to port for each: several listeners are several draws. */
const listenerCount = 25;
const atOnce = 5;
const longestMs = 8_000;
const hosts: Readonly<Record<IpVersion, string>> = { ipv4: '127.0.0.1', ipv6: '::1' };
/** What systems say when they have no port left to lend. */
const noPortLeft: readonly string[] = ['EADDRINUSE', 'EADDRNOTAVAIL', 'ENOBUFS', 'EAGAIN'];

export interface ProbeLimits {
  readonly tries: number;
  readonly milliseconds: number;
}

export function loopbackProbe(
  { tries, milliseconds }: ProbeLimits = { tries: probeTries, milliseconds: longestMs },
): PortProbe {
  return {
    isSimulated: false,
    async run(ip, fresh) {
      const isSought = (port: number) => fresh.some((range) => isWithin(port, range));
      const sockets = openSockets();
      const ports: number[] = [];
      const deadline = AbortSignal.timeout(milliseconds);
      try {
        const servers: Server[] = [];
        for (let count = 0; count < listenerCount; count += 1)
          servers.push(await sockets.listen(hosts[ip], tries, deadline));
        while (ports.length < tries && !ports.some(isSought)) {
          const first = ports.length % servers.length;
          const round = servers.slice(first, first + Math.min(atOnce, tries - ports.length));
          ports.push(...(await Promise.all(round.map((server) => sockets.connect(server, hosts[ip], deadline)))));
        }
        return { ports, ended: ports.some(isSought) ? 'new-port-seen' : 'tries-used', detail: '' };
      } catch (error) {
        return { ports, ...failedBy(error, deadline) };
      } finally {
        await sockets.closeAll();
      }
    },
  };
}

function failedBy(error: unknown, deadline: AbortSignal): Pick<ProbeRun, 'ended' | 'detail'> {
  if (deadline.aborted) return { ended: 'out-of-time', detail: '' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { ended: noPortLeft.includes(code) ? 'no-port-left' : 'failed', detail: String(error) };
}

/** Every socket of one probe, so that none is forgotten. */
function openSockets() {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let isClosing = false;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    // The other end is reset on purpose; a failure to connect is told by `once`.
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };

  return {
    async listen(host: string, connections: number, signal: AbortSignal): Promise<Server> {
      const server = createServer((socket) => {
        keep(socket);
        if (isClosing) reset(socket);
      });
      server.maxConnections = connections;
      server.listen({ host, port: 0, exclusive: true });
      servers.push(server);
      await once(server, 'listening', { signal });
      return server;
    },
    /** The local port that the system chose. */
    async connect(server: Server, host: string, signal: AbortSignal): Promise<number> {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the listener is gone');
      const socket = keep(connect({ host, port: address.port }));
      await once(socket, 'connect', { signal });
      if (socket.localPort === undefined) throw new Error('the connection was lost');
      return socket.localPort;
    },
    async closeAll(): Promise<void> {
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
