// Reads a JSON file of ours from disk.
// Protects: an error names the file and says in one line what is wrong with it.
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { readJson } from '../../contract/text/json-text';

/** The content of the file; null where there is none. Rejects with a message that begins with the path. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${path} could not be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const reading = readJson(bytes, schema);
  if (!reading.ok) throw new Error(`${path} ${reading.problem}`);
  return reading.value;
}
