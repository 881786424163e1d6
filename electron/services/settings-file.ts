// Reads a small settings file of ours. Protects: a damaged file is distinguished from none, so that nobody's choice is lost silently.
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

export type SettingsReading<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly value: T }
  /** Cut, not ours, or not to be read at all; `detail` is for the log. */
  | { readonly kind: 'damaged'; readonly detail: string };

/** What `file` holds, with or without a byte order mark. The schema ignores what a later version adds. */
export async function readSettingsFile<T>(file: string, schema: z.ZodType<T>): Promise<SettingsReading<T>> {
  try {
    const text = await readFile(file, 'utf8');
    return { kind: 'read', value: schema.parse(JSON.parse(text.replace(/^\ufeff/, ''))) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'damaged', detail: `${file}: ${String(error)}` };
  }
}
