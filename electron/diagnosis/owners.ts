// Who holds the ports: what the system tells of the largest holders, and since when their ports were seen.
// Protects: a process that has ended is told as that, and one that could not be looked at never is.
import type { OwnerEvidence, Reading, UsageEvidence } from '../contract/diagnosis/diagnosis';
import type { ProcessFacts } from '../contract/usage/process-facts';
import type { ProcessInspector } from '../machine/interfaces/processes';
import { known, notAvailable, unknown } from './readings';

export type Holders = Pick<UsageEvidence, 'processes' | 'udpProcesses' | 'endpoints'>;

/** Of TCP and of UDP, and as many that were seen to hold ports in TIME_WAIT. */
const mostOfEach = 8;

/** The processes that are looked at: the largest holders, and those that held most of the released ports. Process 0 is none. */
export function holdersOf({ processes, udpProcesses, endpoints }: Holders): readonly number[] {
  const ids = [processes, udpProcesses ?? [], lastOwners(endpoints)].flatMap((holders) =>
    [...holders]
      .sort((one, other) => other.ports - one.ports)
      .map(({ processId }) => processId)
      .filter((processId) => processId !== 0)
      .slice(0, mostOfEach),
  );
  return [...new Set(ids)];
}

/** The file names of the processes that hold ports, or held the released ones, as the system listed them with the sockets. */
export function namesOf({ processes, udpProcesses, endpoints }: Holders): ReadonlyMap<number, string> {
  return new Map(
    [...lastOwners(endpoints), ...(udpProcesses ?? []), ...processes].flatMap(({ processId, name }) =>
      name === null ? [] : [[processId, name] as const],
    ),
  );
}

/** Those that held the released ports. */
function lastOwners(endpoints: Holders['endpoints']) {
  return endpoints.flatMap(({ lastOwner }) => (lastOwner ? [lastOwner] : []));
}

/** A process of which nothing is known. */
export function nothingOf(processId: number): ProcessFacts {
  return { processId, startedAt: null, path: null, company: null, handles: null, services: null };
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
  return known(
    processIds.map((processId) => {
      const facts = inspected.value.get(processId);
      const firstSeenAt = firstSeen(processId);
      return facts
        ? { ...facts, isRunning: true, firstSeenAt }
        : { ...nothingOf(processId), isRunning: false, firstSeenAt };
    }),
  );
}
