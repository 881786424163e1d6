// Cuts what arrives on a socket into lines, with a limit.
// Protects: an endless line never fills the memory; where one begins, nothing more is read.
import type { Socket } from 'node:net';

/** Calls `onLine` for each line of `socket`, and `onTooLong` once, when a line is longer than `longest` characters. */
export function readLines(
  socket: Socket,
  longest: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): void {
  let rest = '';
  let isOver = false;
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    if (isOver) return;
    const lines = text.split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length > longest || lines.some((line) => line.length > longest)) {
      isOver = true;
      rest = '';
      onTooLong();
      return;
    }
    for (const line of lines) onLine(line);
  });
}
