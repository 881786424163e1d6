// One line of the history: an entry with the hash of its own text and that of the line before.
// Protects: a line that was altered is never taken for what was written, a removed or moved one is noticed, and what a later
// version wrote is not taken for damage.
import { hash as digest } from 'node:crypto';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { rangeChangeSchema } from '../contract/change/change.schema';
import { historyEventSchema } from '../contract/history/history-event.schema';
import { historyFaultSchema } from '../contract/integrity/history-fault.schema';
import { changeRecordSchema } from '../contract/history/change-record.schema';

/** How a change can be closed; `undone` is only carried over from version 0.1, later an undo says which change it reverses. */
const closedStates = ['applied', 'rolled-back', 'kept', 'undone'] as const;

export const logEntrySchema = z.discriminatedUnion('kind', [
  /** Before the first value is written. The record is open. */
  z.strictObject({ kind: z.literal('change-opened'), change: changeRecordSchema }),
  z.strictObject({
    kind: z.literal('change-closed'),
    id: z.uuid(),
    state: z.enum(closedStates),
    at: z.iso.datetime(),
    errorCode: z.string().nullable(),
    /** See the record; absent where no range was known to have moved along. */
    movedAlong: z.array(rangeChangeSchema).optional(),
  }),
  /** A backup taken or deleted, and whatever was refused or failed before a change was opened. */
  z.strictObject({ kind: z.literal('event'), event: historyEventSchema }),
  /** Before the first file of a backup is written; `file` is the name of its .reg file. */
  z.strictObject({ kind: z.literal('backup-begun'), id: z.uuid(), file: z.string().min(1) }),
  /** What was there of an unfinished or deleted backup was removed. */
  z.strictObject({ kind: z.literal('backup-dropped'), id: z.uuid() }),
  /** The last line of what was carried over from version 0.1, with what was damaged there. */
  z.strictObject({ kind: z.literal('imported'), faults: z.array(historyFaultSchema) }),
  /** Damage that later lines would hide. */
  z.strictObject({ kind: z.literal('damage-found'), faults: z.array(historyFaultSchema) }),
]);
export type LogEntry = Shape<typeof logEntrySchema>;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What every version understands of a line: enough to follow the chain through it. */
const frameSchema = z.object({
  /** Of the line behind it; compared before the line is parsed. */
  sha256: z.string(),
  /** Counts from 1, through all files of the history. */
  number: z.number().int().min(1),
  /** Hash of the line before; 64 zeros in the first line. */
  previous: sha256Schema,
  entry: z.looseObject({ kind: z.string() }),
});
const lineSchema = frameSchema.extend({ entry: logEntrySchema }).strict();

export const noHash = '0'.repeat(64);
const lineStart = '{"sha256":"';
const afterHash = '",';
const bodyStart = lineStart.length + 64 + afterHash.length;
const lineStartBytes = Buffer.from(lineStart);

/** The end of a chain: what the next line follows. */
export interface ChainEnd {
  /** Number of the last line; 0 where there is none. */
  readonly number: number;
  /** Null where that line is damaged: the next one is not held against it. */
  readonly hash: string | null;
}

export const emptyChain: ChainEnd = { number: 0, hash: noHash };

/** `entries` as lines that follow `end`, and the new end. */
export function linesOf(
  entries: readonly LogEntry[],
  end: ChainEnd,
): { readonly text: string; readonly end: ChainEnd } {
  let text = '';
  let { number } = end;
  let hash = end.hash ?? noHash;
  for (const entry of entries) {
    number += 1;
    const body = JSON.stringify({ number, previous: hash, entry }).slice(1);
    hash = sha256(body);
    text += `${lineStart}${hash}${afterHash}${body}\n`;
  }
  return { text, end: { number, hash } };
}

export type LineReading =
  | {
      readonly kind: 'line';
      readonly number: number;
      readonly previous: string;
      readonly hash: string;
      /** Null where it is whole, and only a later version knows such an entry. */
      readonly entry: LogEntry | null;
    }
  | { readonly kind: 'altered' | 'unreadable' };

/** Reads one line without its line end. */
export function readLine(bytes: Buffer): LineReading {
  const isLine = bytes.subarray(0, lineStartBytes.length).equals(lineStartBytes);
  if (!isLine) return { kind: 'unreadable' };
  const hash = sha256(bytes.subarray(bodyStart));
  if (bytes.toString('latin1', lineStart.length, bodyStart) !== `${hash}${afterHash}`) return { kind: 'altered' };
  let data: unknown;
  try {
    data = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { kind: 'unreadable' };
  }
  const line = lineSchema.safeParse(data);
  const frame = line.success ? line : frameSchema.safeParse(data);
  if (!frame.success) return { kind: 'unreadable' };
  const { number, previous } = frame.data;
  return { kind: 'line', hash, number, previous, entry: line.success ? line.data.entry : null };
}

function sha256(data: string | Buffer): string {
  // In one call: a third of the time of a hash object for each line.
  return digest('sha256', data, 'hex');
}
