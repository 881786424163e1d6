// The lines of one segment of a recording, without holding others up for long.
import type { RecordingLine } from '../contract/recording/recording';
import { parsedLine } from '../recording/lines';

/** Lines that are gone through before others have their turn. */
const linesAtOnce = 2000;

export interface SegmentLines {
  readonly lines: readonly RecordingLine[];
  /** Lines that could not be read. */
  readonly unreadable: number;
}

export async function segmentLines(bytes: Uint8Array): Promise<SegmentLines> {
  const lines: RecordingLine[] = [];
  let unreadable = 0;
  const texts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\n');
  await inTurns(texts, (text) => {
    if (text.trim() === '') return;
    const line = parsedLine(text);
    if (line) lines.push(line);
    else unreadable += 1;
  });
  return { lines, unreadable };
}

/** Visits all items, and lets others have their turn now and then. */
export async function inTurns<T>(items: readonly T[], visit: (item: T) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    visit(item);
    if (index % linesAtOnce === linesAtOnce - 1) await new Promise((resolve) => setImmediate(resolve));
  }
}
