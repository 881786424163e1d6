// What a process with administrator rights measures once, and how the evidence of the window takes it over.
// Protects: it only fills in what was refused here, and of a process only while it is the same one.
import { win32 } from 'node:path';
import { eventDays, type EventEvidence, type OwnerEvidence, type Reading } from '../contract/diagnosis/diagnosis';
import type { Measurement } from '../contract/diagnosis/measurement';
import type { UsageSource } from '../machine/interfaces/usage';
import { takeSample } from '../usage/sampler';
import { readEvents } from './events';
import { namesOf, nothingOf, readOwners, type Holders } from './owners';
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
  usage: Reading<Holders>,
): Reading<readonly OwnerEvidence[]> {
  if (!owners.known) return own;
  const names = usage.known ? namesOf(usage.value) : new Map<number, string>();
  const before = own.known ? own.value : owners.value.map(unreadOf);
  const after = before.map((owner) => {
    const other = owners.value.find(({ processId }) => processId === owner.processId);
    return other && isSame(owner, other, names) ? filledIn(owner, other) : owner;
  });
  return own.known || after.some((owner, index) => owner !== before[index]) ? known(after) : own;
}

function unreadOf({ processId }: OwnerEvidence): OwnerEvidence {
  return { ...nothingOf(processId), isRunning: null, firstSeenAt: null };
}

/**
 * A number that was measured may belong to another process by now: both started at the same time or, where that is refused
 * here, what has the number now is called like the file of what was measured.
 */
function isSame(owner: OwnerEvidence, other: OwnerEvidence, names: ReadonlyMap<number, string>): boolean {
  if (owner.isRunning === false || other.isRunning === false) return false;
  if (owner.startedAt !== null && other.startedAt !== null) return owner.startedAt === other.startedAt;
  const name = names.get(owner.processId);
  return other.path !== null && win32.basename(other.path).toLowerCase() === name?.toLowerCase();
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
