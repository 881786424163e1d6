// What happened before: the events of the System log, and the fullest moment that was recorded. Pure.
// Protects: what happened before the last change took effect says nothing about the range of now.
import type { EventCount, Evidence, Fullness, TcpipEvent } from '../../contract/diagnosis/diagnosis';
import type { Reason } from '../../contract/diagnosis/verdict';
import { levelOf } from './fullness';
import { verdictThresholds } from './thresholds';

const minuteMs = 60_000;

/** An event that counts, or null. */
export function eventOf({ events, changedAt }: Evidence, id: TcpipEvent): EventCount | null {
  if (!events.known) return null;
  return events.value.counts.find((event) => event.id === id && event.count > 0 && counts(event, changedAt)) ?? null;
}

function counts({ lastAt }: EventCount, changedAt: number | null): boolean {
  return changedAt === null || lastAt >= changedAt;
}

/** Of the last minutes: it speaks of now. One ahead of the clock does too. */
export function isFresh(event: EventCount | null, { takenAt }: Evidence): boolean {
  return event !== null && takenAt - event.lastAt <= verdictThresholds.freshMinutes * minuteMs;
}

/** The fullest moment, where it was critical and the range has not been widened since. */
export function peakOf({ usage, changedAt }: Evidence): (Fullness & { readonly at: number }) | null {
  if (!usage.known || usage.value.peak === null) return null;
  const { ports, usable, at } = usage.value.peak;
  const isOutdated = usable < usage.value.usable || (changedAt !== null && at < changedAt);
  return !isOutdated && levelOf({ ports, usable }) === 'critical' ? { ports, usable, at } : null;
}

/** What the log says, `first` before the others. */
export function logReasons({ events, changedAt, takenAt }: Evidence, first: TcpipEvent): Reason[] {
  if (!events.known) return [{ code: 'events-not-known', reason: events.reason }];
  const { counts: found, since } = events.value;
  const occurred = found.filter(({ count }) => count > 0);
  if (occurred.length === 0) return [{ code: 'no-events', since }];
  return [...occurred.filter(({ id }) => id === first), ...occurred.filter(({ id }) => id !== first)].map(
    (event): Reason => ({
      code: counts(event, changedAt) ? 'event' : 'event-before-change',
      ageMs: takenAt - event.lastAt,
      ...event,
    }),
  );
}
