// Which start of the machine this is, and whether two readings are of the same one. Pure.
// Protects: a restart is told by an identity, never by a time; where the sources disagree or are missing it is unknown.
import type { Shape } from '../shape';
import type { bootIdentitySchema } from './boot-identity.schema';

/** Each source at most once. Empty: nothing is known. */
export type BootIdentity = Shape<typeof bootIdentitySchema>;
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
