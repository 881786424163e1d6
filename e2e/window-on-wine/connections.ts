// Runs in a Windows Node: holds connections to a listener of the test, from local ports inside the Windows range, which is
// not the one that Linux assigns. From version 10 on, Wine lists only the sockets of its own programs.
import { connect } from 'node:net';

const [port, count] = process.argv.slice(2).map(Number);
for (let index = 0; index < (count ?? 0); index += 1)
  connect({ port: port ?? 0, host: '127.0.0.1', localPort: 50_000 + index });
