// The shape in which the identity of a start of the machine is kept.
import { z } from 'zod';

/** Where an identity was read; what each relies on stands in docs/windows.md. */
export const bootSources = ['kernel-boot-id', 'smss-created', 'linux-boot-id', 'practice'] as const;

/** Each source at most once; a source that tells nothing is left out. Empty: nothing is known. */
export const bootIdentitySchema = z
  .array(z.strictObject({ source: z.enum(bootSources), value: z.string().min(1).max(100) }))
  .max(bootSources.length)
  .refine(
    (identity) => new Set(identity.map(({ source }) => source)).size === identity.length,
    'a source that is named twice',
  )
  .readonly();
