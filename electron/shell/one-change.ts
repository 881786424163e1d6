// One change at a time among all processes of the program that share a folder: window and command line.
// Protects: two processes never write the journal and the history at once. The system itself ends the turn of a
// process that dies, so nothing is left behind that a person would have to remove.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

/** Takes the turn; gives what ends it, or null when another process has it. */
export type TakeTurn = () => Promise<(() => void) | null>;

/**
 * Turns for the files in `folder`. A name is taken that only one process can hold: a named pipe on Windows, an
 * abstract socket on Linux. Elsewhere there is only the practice machine, and every turn is given.
 */
export function turnsOf(folder: string): TakeTurn {
  const name = `ephemeral-port-wizard-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : process.platform === 'linux' ? `\0${name}` : null;
  if (path === null) return () => Promise.resolve(() => undefined);
  return () =>
    new Promise((settle) => {
      // Nobody is meant to connect: whoever does is hung up on.
      const server = createServer((socket) => socket.destroy());
      server.once('error', () => settle(null));
      server.listen({ path, exclusive: true }, () => settle(() => void server.close()));
    });
}
