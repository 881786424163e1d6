// What the System log says about ports: each event counted for itself, with how far back it was read.
import { tcpipEvents, type EventEvidence } from '../contract/diagnosis/diagnosis';
import type { LoggedEvents } from '../machine/interfaces/event-log';

/** Each of the events that occurred, with how often and when last. */
export function countsOf({ events, since, coveredSince }: LoggedEvents): EventEvidence {
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
