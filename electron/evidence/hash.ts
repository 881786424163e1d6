// What tells whether a part is as it was written.
import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
