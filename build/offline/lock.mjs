// Lets one run at a time use the Wine registry of this folder: two suites would write to the same keys, and the first to
// end would stop the other's server.
import crypto from 'node:crypto';
import net from 'node:net';
import { realFolder, log } from '../scripts/setup/project.mjs';

/**
 * Resolves when nobody else holds the lock; it ends with this process.
 * @param {string} [what] is used by one at a time
 */
export async function takeLock(what = '') {
  const id = crypto.createHash('sha256').update(realFolder).update(what).digest('hex').slice(0, 16);
  // An abstract socket of Linux: it is no file, and ends with its process, however that ends.
  const address = `\0ephemeral-port-wizard-${id}`;
  for (let isWaiting = false; !(await listen(address)); isWaiting = true) {
    if (!isWaiting) log('waiting for another run of this folder to end');
    await untilOtherEnds(address);
  }
}

/** @param {string} address @returns {Promise<boolean>} */
function listen(address) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => void socket.on('error', () => socket.destroy()).unref());
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(true);
    });
  });
}

/** @param {string} address @returns {Promise<void>} */
function untilOtherEnds(address) {
  return new Promise((resolve) => {
    net
      .connect(address)
      .on('error', () => undefined)
      .on('close', () => resolve())
      .resume();
  });
}
