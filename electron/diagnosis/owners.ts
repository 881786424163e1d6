// Who holds the ports: what the system tells of the largest holders, and since when their ports were seen.
// Protects: a process that has ended is told as that, and one that could not be looked at never is.
import type { OwnerEvidence, Reading, UsageEvidence } from '../contract/diagnosis/diagnosis';
import type { ProcessInspector } from '../machine/interfaces/processes';
import { known, notAvailable, unknown } from './readings';

type Holders = Pick<UsageEvidence, 'processes' | 'udpProcesses' | 'endpoints'>;

/** Of TCP and of UDP, and as many that were seen to hold ports in TIME_WAIT. */
const mostOfEach = 8;

/** The processes that are looked at: the largest holders, and those that held most of the released ports. Process 0 is none. */
export function holdersOf({ processes, udpProcesses, endpoints }: Holders): readonly number[] {
  const released = endpoints.flatMap(({ lastOwner }) => (lastOwner ? [lastOwner] : []));
  const ids = [processes, udpProcesses ?? [], released].flatMap((holders) =>
    [...holders]
      .sort((one, other) => other.ports - one.ports)
      .map(({ processId }) => processId)
      .filter((processId) => processId !== 0)
      .slice(0, mostOfEach),
  );
  return [...new Set(ids)];
}

/** `firstSeen`: when ports were first seen with a number of a process, milliseconds since 1970; null where nobody watched. */
export async function readOwners(
  inspector: ProcessInspector | undefined,
  usage: Reading<Holders>,
  firstSeen: (processId: number) => number | null,
): Promise<Reading<readonly OwnerEvidence[]>> {
  if (!usage.known) return usage;
  if (!inspector) return notAvailable;
  const processIds = holdersOf(usage.value);
  const inspected = await inspector.inspect(processIds);
  if (!inspected.ok) return unknown(inspected.error);
  const nothing = { startedAt: null, path: null, company: null, handles: null, services: null };
  return known(
    processIds.map((processId) => {
      const facts = inspected.value.get(processId);
      const firstSeenAt = firstSeen(processId);
      return facts
        ? { ...facts, isRunning: true, firstSeenAt }
        : { ...nothing, processId, isRunning: false, firstSeenAt };
    }),
  );
}

/** When each process was first among the holders of ports; one that was not among them for a while begins anew. */
export function firstSightings(): {
  readonly note: (usage: UsageEvidence) => void;
  readonly of: (processId: number) => number | null;
} {
  let seen = new Map<number, number>();
  return {
    note(usage) {
      const ids = [usage.processes, usage.udpProcesses ?? []].flat().map(({ processId }) => processId);
      seen = new Map(ids.map((processId) => [processId, seen.get(processId) ?? usage.takenAt]));
    },
    of: (processId) => seen.get(processId) ?? null,
  };
}
