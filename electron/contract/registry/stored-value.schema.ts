// The shape of a registry value as it is stored: what is read from disk is checked like what comes from the window.
import { z } from 'zod';

/** A value as it is stored: absent, or its type number and its bytes in lower-case hexadecimal. */
export const storedValueSchema = z.union([
  z.strictObject({ present: z.literal(false) }),
  z.strictObject({
    present: z.literal(true),
    type: z.number().int().min(0).max(0xffff_ffff),
    hex: z.string().regex(/^(?:[0-9a-f]{2})*$/),
  }),
]);
