// Who the processes are that hold ports or released them: their names, and which numbers went over to another process.
// Protects: what was seen of one process is never attributed to a later one with its number.
import type { ProcessFacts } from '../contract/usage/process-facts';
import type { UsageSource } from '../machine/interfaces/usage';

/** Names are read this soon where one is missing, and this seldom where none is: they tell which processes ended. */
const missingNamesMs = 5000;
const allNamesMs = 30_000;
const inspectionMs = 5000;
/** The longest TIME_WAIT: what a process that runs for longer released is its own. */
const longestTimeWaitMs = 300_000;
/** Whoever was not asked for in this time is forgotten; nothing of it is remembered either. */
const rememberedMs = 2 * longestTimeWaitMs;

interface Identity {
  name: string | null;
  /** Milliseconds since 1970. */
  startedAt: number | null;
  hasEnded: boolean;
  askedAt: number;
}

export interface Identities {
  /** Null where the name is unknown. The name of a process that ended is remembered. */
  readonly name: (processId: number) => string | null;
  /** Numbers that may belong to another process than they did. */
  readonly reused: readonly number[];
}

/** `clock` in milliseconds since 1970. */
export function processIdentities(
  { processNames, processInspector }: Pick<UsageSource, 'processNames' | 'processInspector'>,
  clock: () => number = Date.now,
): (processIds: readonly number[]) => Promise<Identities> {
  const known = new Map<number, Identity>();
  let names: ReadonlyMap<number, string> = new Map();
  let namesReadAt = Number.NEGATIVE_INFINITY;
  let inspectedAt = Number.NEGATIVE_INFINITY;

  /** Adds whoever is new, and forgets whoever was not asked for in a long time. */
  const remember = (processIds: readonly number[], now: number): void => {
    for (const processId of processIds) {
      const identity = known.get(processId);
      if (identity) identity.askedAt = now;
      else
        known.set(processId, {
          name: names.get(processId) ?? null,
          startedAt: null,
          hasEnded: false,
          askedAt: now,
        });
    }
    for (const [processId, { askedAt }] of known) if (Math.abs(now - askedAt) > rememberedMs) known.delete(processId);
  };

  const readNames = async (reused: Set<number>): Promise<void> => {
    const read = await processNames?.read();
    if (!read?.ok) return;
    names = read.value;
    for (const [processId, identity] of known) {
      const name = names.get(processId);
      if (name === undefined) {
        identity.hasEnded = true;
        continue;
      }
      if (identity.hasEnded || (identity.name !== null && identity.name !== name)) {
        reused.add(processId);
        identity.startedAt = null;
      }
      identity.hasEnded = false;
      identity.name = name;
    }
  };

  const inspect = async (processIds: readonly number[], now: number, reused: Set<number>): Promise<void> => {
    const inspected = await processInspector?.inspect(processIds);
    if (!inspected?.ok) return;
    for (const processId of processIds) {
      const identity = known.get(processId);
      if (!identity) continue;
      const facts = inspected.value.get(processId);
      if (!facts) {
        identity.hasEnded = true;
        continue;
      }
      if (identity.hasEnded || startedLater(identity, facts, now)) reused.add(processId);
      identity.hasEnded = false;
      identity.startedAt = facts.startedAt ?? identity.startedAt;
    }
  };

  return async (processIds) => {
    const now = clock();
    const reused = new Set<number>();
    const asked = [...new Set(processIds)].filter((processId) => processId !== 0);
    remember(asked, now);
    const isMissing = asked.some((processId) => known.get(processId)?.name === null);
    const elapsed = performance.now() - namesReadAt;
    if (elapsed >= (isMissing ? missingNamesMs : allNamesMs)) {
      namesReadAt = performance.now();
      await readNames(reused);
    }
    if (performance.now() - inspectedAt >= inspectionMs) {
      inspectedAt = performance.now();
      await inspect(asked, now, reused);
    }
    return { name: (processId) => known.get(processId)?.name ?? null, reused: [...reused] };
  };
}

/** Whether the process that runs now may not be the one that was known. */
function startedLater(known: Identity, { startedAt }: ProcessFacts, now: number): boolean {
  if (startedAt === null) return false;
  return known.startedAt === null ? startedAt > now - longestTimeWaitMs : known.startedAt !== startedAt;
}
