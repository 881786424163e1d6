// The shape of a registry value as it is stored.
import { z } from 'zod';
import type { StoredValue } from './stored-value';

// Schemas of the models that are also kept in files of ours: what is read from disk is checked like what comes from the window.
export const storedValueSchema: z.ZodType<StoredValue> = z.union([
  z.strictObject({ present: z.literal(false) }),
  z.strictObject({
    present: z.literal(true),
    type: z.number().int().min(0).max(0xffff_ffff),
    hex: z.string().regex(/^(?:[0-9a-f]{2})*$/),
  }),
]);
