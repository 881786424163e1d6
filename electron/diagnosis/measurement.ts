// What a process with administrator rights measures once, and how the evidence of the window takes it over.
// Protects: it only fills in what was refused here, and of a process only while it is the same one.
import { eventDays, type EventEvidence, type OwnerEvidence, type Reading } from '../contract/diagnosis/diagnosis';
import type { Measurement } from '../contract/diagnosis/measurement';
import type { UsageSource } from '../machine/interfaces/usage';
import { takeSample } from '../usage/sampler';
import { readEvents } from './events';
import { readOwners } from './owners';
import { known, unknown } from './readings';

/** Reads, and does nothing else. */
export async function measure(source: UsageSource): Promise<Measurement> {
  const sample = await takeSample(source);
  const usage = sample.ok ? known(sample.details) : unknown(sample.error);
  const [owners, events] = await Promise.all([
    readOwners(source.processInspector, usage, () => null),
    readEvents(source.eventLog, eventDays),
  ]);
  return { owners, events };
}

export function withMeasuredEvents(own: Reading<EventEvidence>, { events }: Measurement): Reading<EventEvidence> {
  return own.known ? own : events.known ? events : own;
}

export function withMeasuredOwners(
  own: Reading<readonly OwnerEvidence[]>,
  { owners }: Measurement,
): Reading<readonly OwnerEvidence[]> {
  if (!own.known || !owners.known) return own.known ? own : owners.known ? owners : own;
  return known(
    own.value.map((owner) => {
      const other = owners.value.find(({ processId }) => processId === owner.processId);
      return other && isSame(owner, other) ? filledIn(owner, other) : owner;
    }),
  );
}

/** A number that was measured may belong to another process by now. */
function isSame(owner: OwnerEvidence, other: OwnerEvidence): boolean {
  if (owner.isRunning === false || other.isRunning === false) return false;
  return owner.startedAt === null || other.startedAt === null || owner.startedAt === other.startedAt;
}

function filledIn(owner: OwnerEvidence, other: OwnerEvidence): OwnerEvidence {
  return {
    ...owner,
    startedAt: owner.startedAt ?? other.startedAt,
    path: owner.path ?? other.path,
    company: owner.company ?? other.company,
    handles: owner.handles ?? other.handles,
    services: owner.services ?? other.services,
    isRunning: owner.isRunning ?? other.isRunning,
  };
}
