// Holds real sockets on loopback for a benchmark: `hold-sockets.mjs CONNECTIONS CLOSED ADDRESS`. Each connection is two
// sockets; each closed one leaves one in TIME_WAIT. Says "ready"; gives everything back when its input ends.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const [connections = 0, closed = 0] = process.argv.slice(2, 4).map(Number);
const host = process.argv[4] ?? '127.0.0.1';
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
console.log('ready');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
