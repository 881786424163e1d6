// Appends lines to the segment of their day.
// Protects: what was written stays; a line that was torn by a death costs itself alone; what cannot be written now waits in
// memory, as far as there is room, and that is told.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { recordingBudget, recordingVersion } from '../contract/recording/recording-limits';
import type { RecordingLine } from '../contract/recording/recording';
import type { Result } from '../contract/errors/result';
import type { Disk } from '../machine/interfaces/storage';
import { lineText } from './lines';
import { dayOf, segmentOf } from './segments';
import { keepWithin, type Budget } from './thinning';

/** Why nothing can be written: for people, and by kind. */
export interface WriteTrouble {
  readonly kind: 'disk-full' | 'denied' | 'removed' | 'failed';
  readonly detail: string;
}

export interface RecordingWriter {
  /** Writes the line after those that wait. Never rejects; calls must not overlap. */
  readonly write: (line: RecordingLine) => Promise<void>;
  /** What keeps lines from being written; null while all is well. */
  readonly trouble: () => WriteTrouble | null;
}

export interface WriterParts {
  readonly disk: Disk;
  readonly folder: string;
  /** Makes the folder ready; asked at the first line and after a failure. */
  readonly prepare: () => Promise<Result<null>>;
  /** A trouble has begun, or (null) ended. `removed` is told once: a new segment begins. */
  readonly onTrouble: (trouble: WriteTrouble | null) => void;
  readonly budget?: Budget;
}

/** Some hours of samples. */
const mostWaiting = 1000;

export function recordingWriter({
  disk,
  folder,
  prepare,
  onTrouble,
  budget = recordingBudget,
}: WriterParts): RecordingWriter {
  const waiting: RecordingLine[] = [];
  let lost = 0;
  let failedSince: number | null = null;
  let trouble: WriteTrouble | null = null;
  /** Null: to be looked at before the next line. */
  let segment: { readonly day: string; readonly size: number; readonly isTorn: boolean } | null = null;
  /** Bytes of all segments; null: to be counted. */
  let total: number | null = null;

  const append = async (day: string, lines: readonly RecordingLine[]): Promise<void> => {
    const file = join(folder, segmentOf(day));
    if (segment?.day !== day) {
      if (segment !== null) total = null;
      segment = { day, ...(await lookAt(file)) };
    }
    const text = `${segment.isTorn ? '\n' : ''}${lines.map(lineText).join('')}`;
    const { size } = segment;
    try {
      await disk.appendDurably(file, { size, keep: size }, text);
    } catch (error) {
      const found = await lookAt(file);
      if (found.size >= size) throw error;
      // Somebody removed the file, or its folder.
      onTrouble({ kind: 'removed', detail: file });
      total = null;
      segment = { day, ...found };
      await disk.appendDurably(file, { size: found.size, keep: found.size }, text);
    }
    const bytes = Buffer.byteLength(text);
    segment = { day, size: segment.size + bytes, isTorn: false };
    total = total === null ? null : total + bytes;
  };

  const flush = async (): Promise<void> => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const day = dayOf(first.at);
      const end = waiting.findIndex(({ at }) => dayOf(at) !== day);
      const lines = waiting.slice(0, end === -1 ? waiting.length : end);
      await append(day, lines);
      waiting.splice(0, lines.length);
    }
  };

  const tidy = async (now: number): Promise<void> => {
    if (total !== null && total <= budget.bytes) return;
    const kept = await keepWithin(disk, folder, budget, now);
    total = kept.bytes;
    if (kept.isThinned) segment = null;
  };

  return {
    trouble: () => trouble,
    async write(line) {
      waiting.push(line);
      while (waiting.length > mostWaiting) {
        const sample = waiting.findIndex(({ kind }) => kind === 'sample');
        waiting.splice(Math.max(0, sample), 1);
        lost += 1;
      }
      try {
        if (segment === null) {
          const ready = await prepare();
          if (!ready.ok) throw new Error(ready.error.code);
        }
        await flush();
        if (failedSince !== null && lost > 0) {
          const detail = detailOf(trouble);
          waiting.push({ v: recordingVersion, kind: 'not-written', at: line.at, from: failedSince, lost, detail });
          await flush();
        }
        lost = 0;
        failedSince = null;
        await tidy(line.at);
        if (trouble !== null) onTrouble(null);
        trouble = null;
      } catch (error) {
        segment = null;
        total = null;
        failedSince ??= line.at;
        const next = troubleOf(error);
        if (next.kind !== trouble?.kind) onTrouble(next);
        trouble = next;
      }
    },
  };
}

function detailOf(trouble: WriteTrouble | null): string {
  return (trouble?.detail ?? '').slice(0, 500);
}

function troubleOf(error: unknown): WriteTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full', detail };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { kind: 'denied', detail };
  return { kind: 'failed', detail };
}

/** The size of a segment, and whether its last line was torn; a file that is not there is empty. */
async function lookAt(file: string): Promise<{ readonly size: number; readonly isTorn: boolean }> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return { size: 0, isTorn: false };
  try {
    const { size } = await handle.stat();
    if (size === 0) return { size, isTorn: false };
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return { size, isTorn: buffer[0] !== 0x0a };
  } finally {
    await handle.close();
  }
}
