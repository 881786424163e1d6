// The worker's end of the channel as a socket of Node: a Unix socket, or a named pipe of the practice machine.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { WorkerChannel } from '../interfaces/elevation';
import { readLines } from './lines';

/** The longest line that is kept; the caller's own limit is checked when it asks for the line. */
const longestKept = 1024 * 1024;

/** Opens the channel at `path`. Rejects when nobody listens there. */
export async function connectSocket(path: string): Promise<WorkerChannel> {
  const socket = connect(path);
  await once(socket, 'connect');
  const lines: string[] = [];
  let waiting: (() => void) | null = null;
  let isOver = false;
  const wake = () => {
    waiting?.();
    waiting = null;
  };
  const end = () => {
    isOver = true;
    wake();
  };
  readLines(
    socket,
    longestKept,
    (line) => {
      lines.push(line);
      wake();
    },
    end,
  );
  socket.on('close', end);
  // The window may be gone at any moment: whoever sends next is told.
  socket.on('error', end);
  return {
    send: (line) =>
      new Promise((done, failed) => {
        socket.write(`${line}\n`, (error) => {
          if (error) failed(error);
          else done();
        });
      }),
    async receive(longest) {
      if (lines.length === 0 && !isOver) await new Promise<void>((arrived) => (waiting = arrived));
      const line = lines.shift();
      return line === undefined || line.length > longest ? null : line;
    },
    close: () => socket.end(),
  };
}
