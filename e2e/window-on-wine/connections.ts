// Runs in a Windows Node: holds connections to a listener of the test, from local ports inside the range of Windows, which is
// not the one that Linux hands out. Wine from 10 on tells of the sockets of its own programs alone.
import { connect } from 'node:net';

const [port, count] = process.argv.slice(2).map(Number);
for (let index = 0; index < (count ?? 0); index += 1)
  connect({ port: port ?? 0, host: '127.0.0.1', localPort: 50_000 + index });
