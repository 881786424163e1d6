// Reads JSON that a person may have had in an editor: with or without a byte order mark, in UTF-8, or in UTF-16 as
// Windows PowerShell 5.1 redirects it. Protects: what does not keep to its schema is told in one line, and is no exception.
import type { z } from 'zod';

export type JsonReading<T> =
  | { readonly ok: true; readonly value: T }
  /** What is wrong with the text, in one line without its end. */
  | { readonly ok: false; readonly problem: string };

const longestProblem = 300;

/** The content of a JSON file of ours. A text (rather than bytes) may still begin with its mark. */
export function readJson<T>(content: Uint8Array | string, schema: z.ZodType<T>): JsonReading<T> {
  const text = typeof content === 'string' ? content.replace(/^\ufeff/, '') : decoded(content);
  if (text === null) return problem('is no text in UTF-8 or UTF-16');
  if (text.trim() === '') return problem('is empty');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return problem(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [first] = parsed.error.issues;
  const place = first && first.path.length > 0 ? ` at ${first.path.map(String).join('.')}` : '';
  return problem(`is not as this program writes it${place}: ${first?.message ?? 'unknown'}`);
}

/** A decoder leaves a mark of its own encoding out. */
function decoded(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function problem(text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: text.replace(/\s+/g, ' ').slice(0, longestProblem) };
}
