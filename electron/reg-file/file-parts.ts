// Reads a file in parts; the next part is read while the current one is processed.
// Protects: memory use does not depend on the size of the file, and the event loop never waits for the disk.
import type { FileHandle } from 'node:fs/promises';

/** Most bytes passed at a time: about a millisecond of work. */
export const longestPart = 256 * 1024;
/** Most bytes of a part that may be left over for the next one. */
const mostLeft = 8;
/** Bytes between two progress reports. */
const progressEvery = 1024 * 1024;

export interface FileToRead {
  readonly file: FileHandle;
  /** Size at the start of the reading; what is appended later is not read. */
  readonly size: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Passes the file from `start` on to `take`, part after part, until it ends or the reading is canceled. `take` returns
 * how many bytes it took; the rest is passed again with what follows. A part is valid until `take` returns.
 */
export async function eachPart(
  { file, size, signal }: FileToRead,
  start: number,
  take: (bytes: Buffer, isLast: boolean) => number | 'enough',
  onProgress: (fraction: number) => void = () => undefined,
): Promise<void> {
  let buffer = Buffer.alloc(longestPart);
  let other = Buffer.alloc(longestPart);
  let left = Buffer.alloc(0);
  let at = start;
  const readNext = () => read(file, buffer.subarray(mostLeft), Math.min(longestPart - mostLeft, size - at), at);
  let next = readNext();
  try {
    while (!signal?.aborted) {
      const length = await next;
      at += length;
      const isLast = length < longestPart - mostLeft || at >= size;
      const part = buffer.subarray(mostLeft - left.length, mostLeft + length);
      left.copy(part);
      [buffer, other] = [other, buffer];
      if (!isLast) next = readNext();
      const taken = take(part, isLast);
      if (isLast || taken === 'enough') return;
      left = part.subarray(taken);
      if (at % progressEvery < length) onProgress(at / size);
    }
  } finally {
    // Do not close the file during a read; its result no longer matters.
    await next.catch(() => 0);
  }
}

/** Reads up to `count` bytes at `position`, fewer only at the end of the file, and returns how many. */
export async function read(file: FileHandle, target: Buffer, count: number, position: number): Promise<number> {
  let length = 0;
  while (length < count) {
    const { bytesRead } = await file.read(target, length, count - length, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}
