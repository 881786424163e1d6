// Reads the segments of a recording, one line after the other.
// Protects: memory stays bounded however large a file is, and a line that cannot be read costs itself alone.
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedDay, RecordingLine } from '../contract/recording/recording';
import { longestLine, parsedLine } from './lines';
import { daysAmong, segmentOf } from './segments';

const chunkBytes = 256 * 1024;
const newline = 0x0a;
/** More than any budget allows: what else lies there is not ours. */
const largestSegment = 64 * 1024 * 1024;

/** The days in `folder`, the oldest first; none where there is no folder. Rejects with the error of Node's fs. */
export async function recordedDays(folder: string): Promise<readonly RecordedDay[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const days: RecordedDay[] = [];
  for (const day of daysAmong(names)) {
    const bytes = await sizeOf(join(folder, segmentOf(day)));
    if (bytes !== null) days.push({ day, bytes });
  }
  return days;
}

/**
 * Hands every line of the segments of `days` to `visit`, in the order in which they were written, and gives the number of
 * those that could not be read. A segment that has gone meanwhile has none. Rejects with the error of Node's fs.
 */
export async function readLines(
  folder: string,
  days: readonly string[],
  visit: (line: RecordingLine) => void,
): Promise<number> {
  let unreadable = 0;
  const take = (text: string) => {
    if (text.trim() === '') return;
    const line = parsedLine(text);
    if (line) visit(line);
    else unreadable += 1;
  };
  for (const day of days) await readTexts(join(folder, segmentOf(day)), take);
  return unreadable;
}

async function readTexts(file: string, take: (text: string) => void): Promise<void> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (!handle) return;
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    /** The beginning of a line that goes on in the next chunk. */
    let begun = '';
    let isTooLong = false;
    for (let at = 0; at < largestSegment;) {
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      let start = 0;
      for (
        let end = chunk.indexOf(newline, start);
        end !== -1 && end < bytesRead;
        end = chunk.indexOf(newline, start)
      ) {
        take(isTooLong ? '?' : begun + chunk.toString('latin1', start, end));
        begun = '';
        isTooLong = false;
        start = end + 1;
      }
      if (begun.length + bytesRead - start > longestLine) isTooLong = true;
      begun = isTooLong ? '' : begun + chunk.toString('latin1', start, bytesRead);
    }
    take(isTooLong ? '?' : begun);
  } finally {
    await handle.close();
  }
}

async function sizeOf(file: string): Promise<number | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return null;
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
