// One change at a time among all processes of the program that share a folder: window and command line.
// Protects: two processes never write the history at once. The system itself releases the lock of a
// process that dies, so nothing is left behind that a person would have to remove.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { AcquireLock } from '../interfaces/storage';

/** The file of a folder that is held open by the process that has the lock (Windows). */
export const lockFile = 'turn.lock';

/**
 * Turns for the files of one user in `folder`, which must exist. On Windows a file of that folder is held open so that
 * nobody else can open it. On Linux an abstract socket; elsewhere there is only the practice machine, and every lock is given.
 */
export function changeLockOf(folder: string): AcquireLock {
  if (process.platform === 'win32') return () => heldFile(join(folder, lockFile));
  if (process.platform !== 'linux') return () => Promise.resolve(() => undefined);
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32);
  return () =>
    new Promise((settle) => {
      // Nobody is meant to connect: whoever does is hung up on.
      const server = createServer((socket) => socket.destroy());
      server.once('error', () => settle(null));
      server.listen({ path: `\0ephemeral-port-wizard-${name}`, exclusive: true }, () =>
        settle(() => void server.close()),
      );
    });
}

/** UV_FS_O_EXLOCK of libuv, which Node hands through: on Windows the file is opened without any sharing. */
const exclusively = 0x1000_0000;

async function heldFile(file: string): Promise<(() => void) | null> {
  try {
    const held = await open(file, constants.O_RDWR | constants.O_CREAT | exclusively);
    return () => void held.close();
  } catch (error) {
    // EBUSY is what a sharing violation becomes: another process holds the file.
    if (error instanceof Error && 'code' in error && error.code === 'EBUSY') return null;
    throw error;
  }
}
