// Which start of the machine this is, and whether two readings are of the same one. Pure.
// Protects: a restart is told by an identity, never by a time; where the sources disagree or are missing it is unknown.
import { z } from 'zod';

/** Where an identity was read; what each relies on stands in docs/windows.md. */
export const bootSources = ['kernel-boot-id', 'smss-created', 'linux-boot-id', 'practice'] as const;
export type BootSource = (typeof bootSources)[number];

/** Each source at most once; a source that tells nothing is left out. Empty: nothing is known. */
export const bootIdentitySchema = z
  .array(z.strictObject({ source: z.enum(bootSources), value: z.string().min(1).max(100) }))
  .max(bootSources.length)
  .refine(
    (identity) => new Set(identity.map(({ source }) => source)).size === identity.length,
    'a source that is named twice',
  )
  .readonly();
export type BootIdentity = z.infer<typeof bootIdentitySchema>;

/**
 * Whether the machine was restarted between two readings: every source that both have says so, or every one denies it.
 * Null where they disagree, and where they have none in common (a reading that was never taken included).
 */
export function wasRestarted(then: BootIdentity | undefined, now: BootIdentity): boolean | null {
  const differs = (then ?? []).flatMap(({ source, value }) => {
    const same = now.find((other) => other.source === source);
    return same ? [same.value !== value] : [];
  });
  const [first, ...more] = differs;
  if (first === undefined || more.some((other) => other !== first)) return null;
  return first;
}
