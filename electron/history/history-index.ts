// The index beside the history: how long its files are, and where things stand at their end.
// Protects: it is believed only as it was written, and for exactly the bytes that it was made of; it finds lines that were cut
// off at the end.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { historyFaultSchema } from '../contract/integrity/history-fault.schema';
import { changeRecordSchema } from '../contract/history/change-record.schema';

export const indexFile = 'history-index.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

const indexSchema = z.strictObject({
  format: z.literal(1),
  files: z.array(z.strictObject({ name: z.string(), bytes: count, lines: count, sha256: hash })).min(1),
  end: z.strictObject({ number: count, hash: hash.nullable() }),
  standing: z.strictObject({
    open: z.array(changeRecordSchema),
    current: changeRecordSchema.nullable(),
    latest: changeRecordSchema.nullable(),
    unfinished: z.array(z.strictObject({ id: z.uuid(), file: z.string() })),
  }),
  /** Whether there is damage behind the change in force, or where there is none, anywhere. */
  isUncertain: z.boolean(),
  faults: z.array(historyFaultSchema),
});
export type HistoryIndex = Shape<typeof indexSchema>;

const fileSchema = z.strictObject({ sha256: hash, index: indexSchema });
const textStart = '{"sha256":"';
const beforeIndex = '","index":';
const ending = '}\n';
const bodyStart = textStart.length + 64 + beforeIndex.length;

/** The index in a text; null when it is none, or not as it was written. */
export function readIndex(text: string): HistoryIndex | null {
  try {
    return text === withHash(text.slice(bodyStart, -ending.length)) ? fileSchema.parse(JSON.parse(text)).index : null;
  } catch {
    return null;
  }
}

/** The index with the hash of its own text. */
export function indexText(index: HistoryIndex): string {
  return withHash(JSON.stringify(index));
}

function withHash(body: string): string {
  return `${textStart}${sha256(Buffer.from(body))}${beforeIndex}${body}${ending}`;
}

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** `grown`: the files begin with what the index was made of. */
export function compareWithIndex(index: HistoryIndex, files: readonly NamedBytes[]): 'grown' | 'shortened' | 'another' {
  for (const known of index.files) {
    const file = files.find(({ name }) => name === known.name);
    if (!file || file.bytes.length < known.bytes) return 'shortened';
    if (sha256(file.bytes.subarray(0, known.bytes)) !== known.sha256) return 'another';
  }
  return 'grown';
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
