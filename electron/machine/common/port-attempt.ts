// Asks the system for one port, and gives it back at once: a refusal says for certain that none was left.
// Protects: nothing is sent and nobody else is connected to; every socket is closed before the answer, connections by a reset.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AttemptAnswer } from '../../contract/usage/port-attempt';
import type { PortAttempt } from '../interfaces/ports';
import { addressWords } from './address-words';

/** What is called of the system's sockets (Winsock, or libc); `bind` and `getsockname` return 0 on success. */
export interface SocketApi {
  /** The descriptor, or null when there is none. */
  socket(family: 'ipv4' | 'ipv6', transport: 'tcp' | 'udp'): number | bigint | null;
  bind(socket: number | bigint, address: Uint8Array): number;
  getsockname(socket: number | bigint, address: Uint8Array): number;
  close(socket: number | bigint): void;
  lastError(): number;
  /** Numbers of the address families, as this system has them. */
  readonly families: Readonly<Record<'ipv4' | 'ipv6', number>>;
  /** Errors of `bind` that mean that no port was left. */
  readonly refusals: readonly number[];
}

const longestMs = 3_000;
/** What Node calls the errors of a connection for which no port was left. */
const refusedConnection: readonly string[] = ['EADDRINUSE', 'EADDRNOTAVAIL', 'ENOBUFS'];

/** `load` rejects where the functions of the system cannot be called: every answer is unknown then. */
export function portAttempt(load: () => Promise<SocketApi>): PortAttempt {
  return {
    isSimulated: false,
    async bind(transport, address) {
      try {
        return bindOnce(await load(), transport, address);
      } catch (error) {
        return { kind: 'unknown', detail: String(error) };
      }
    },
    connect: (ip) => connectOnce(ip === 'ipv4' ? '127.0.0.1' : '::1'),
  };
}

function bindOnce(api: SocketApi, transport: 'tcp' | 'udp', address: string): AttemptAnswer {
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const socket = api.socket(family, transport);
  if (socket === null) return { kind: 'unknown', detail: `socket: error ${api.lastError()}` };
  try {
    const name = socketAddress(api.families[family], family, address);
    if (api.bind(socket, name) !== 0) {
      const code = api.lastError();
      return api.refusals.includes(code)
        ? { kind: 'refused', error: String(code) }
        : { kind: 'unknown', detail: `bind: error ${code}` };
    }
    if (api.getsockname(socket, name) !== 0)
      return { kind: 'unknown', detail: `getsockname: error ${api.lastError()}` };
    return { kind: 'granted', port: new DataView(name.buffer).getUint16(2, false) };
  } finally {
    api.close(socket);
  }
}

/** sockaddr_in (16 bytes) or sockaddr_in6 (28 bytes) with port 0: the system chooses. */
export function socketAddress(familyNumber: number, family: 'ipv4' | 'ipv6', address: string): Uint8Array {
  const name = new Uint8Array(family === 'ipv4' ? 16 : 28);
  new DataView(name.buffer).setUint16(0, familyNumber, true);
  const bytes = new Uint8Array(addressWords(address).buffer);
  if (family === 'ipv4') name.set(bytes.subarray(12), 4);
  else name.set(bytes, 8);
  return name;
}

/** One connection of this computer to a listener of its own. */
async function connectOnce(host: string): Promise<AttemptAnswer> {
  const signal = AbortSignal.timeout(longestMs);
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  try {
    server.listen({ host, port: 0, exclusive: true });
    await once(server, 'listening', { signal });
    const address = server.address();
    if (address === null || typeof address === 'string') return { kind: 'unknown', detail: 'the listener is gone' };
    const socket = connect({ host, port: address.port }).on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect', { signal });
    const { localPort } = socket;
    return localPort === undefined
      ? { kind: 'unknown', detail: 'the connection was lost' }
      : { kind: 'granted', port: localPort };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refusedConnection.includes(code)
      ? { kind: 'refused', error: code }
      : { kind: 'unknown', detail: signal.aborted ? `no answer within ${longestMs} ms` : String(error) };
  } finally {
    // A reset leaves no port in TIME_WAIT; a socket that is not connected cannot be reset.
    for (const socket of sockets) {
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    }
    await new Promise((done) => server.close(done));
  }
}
