// Holds real sockets on loopback for a benchmark: `hold-sockets.mjs CONNECTIONS CLOSED ADDRESS BOUND UDP`. Each connection is
// two sockets; each closed one leaves one in TIME_WAIT; the bound ones are neither connected nor listening. Says "ready";
// gives everything back when its input ends.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const [connections = 0, closed = 0] = process.argv.slice(2, 4).map(Number);
const host = process.argv[4] ?? '127.0.0.1';
const [bound = 0, udp = 0] = process.argv.slice(5, 7).map(Number);
const atOnce = 100;

const server = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.resume();
});
server.listen(0, host, 4096);
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;

async function open() {
  const client = connect({ port, host });
  await once(client, 'connect');
  client.resume();
  client.on('error', () => client.destroy());
  return client;
}

/**
 * @param {number} count
 * @param {(client: import('node:net').Socket) => unknown} use
 */
async function each(count, use) {
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await use(await open());
      }
    }),
  );
}

/** @type {import('node:net').Socket[]} */
const held = [];
await each(connections, (client) => held.push(client));
await each(closed, (client) => once(client.end(), 'close'));
for (let count = 0; count < udp; count += 1) {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
}
if (bound > 0) {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load('libc.so.6');
  const open = libc.func('int socket(int domain, int type, int protocol)');
  const bind = libc.func('int bind(int fd, const void *address, uint32_t length)');
  // sockaddr_in with port 0: the system chooses.
  const address = Uint8Array.from([2, 0, 0, 0, ...host.split('.').map(Number), 0, 0, 0, 0, 0, 0, 0, 0]);
  for (let count = 0; count < bound; count += 1)
    if (bind(open(2, 1, 0), address, address.length) !== 0) throw new Error('no socket could be bound');
}
console.log('ready');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
