// What the System log says about ports: each event counted for itself, with how far back it was read.
import { tcpipEvents, type EventEvidence, type Reading } from '../contract/diagnosis/diagnosis';
import type { EventLog, LoggedEvents } from '../machine/interfaces/event-log';
import { known, notAvailable, unknown } from './readings';

export async function readEvents(log: EventLog | undefined, days: number): Promise<Reading<EventEvidence>> {
  if (!log) return notAvailable;
  const read = await log.read(days);
  return read.ok ? known(countsOf(read.value)) : unknown(read.error);
}

/** Each of the events that occurred, with how often and when last. */
function countsOf({ events, since, coveredSince }: LoggedEvents): EventEvidence {
  const counts = tcpipEvents.flatMap((id) => {
    const times = events.filter((event) => event.id === id).map(({ at }) => at);
    const covered = coveredSince?.get(id);
    return times.length === 0
      ? []
      : [
          {
            id,
            count: times.length,
            lastAt: Math.max(...times),
            ...(covered !== undefined && { coveredSince: covered }),
          },
        ];
  });
  return { since, counts };
}
