// Whether the trend of the last minute is known, from the recorded usage. Pure.
// Protects: without an unbroken minute of measurements there is no trend, and without a trend no all-clear.
import type { TrendEvidence } from '../contract/diagnosis/diagnosis';
import type { HistoryQuestion, UsageHistoryView } from '../contract/usage/usage';

/** How long ports are watched before their trend counts as known. */
const trendMs = 60_000;
/** Samples come at least every half a minute: one from before that minute is there, if there was one. */
const longestPauseMs = 90_000;
const rows = 400;

/** The part of the history that decides. */
export function trendQuestion(now: number): HistoryQuestion {
  return { from: Math.max(0, now - trendMs - longestPauseMs), to: now, rows, subject: null };
}

/** The time since the last gap, up to the newest sample. */
export function trendOf({ times, usable }: Pick<UsageHistoryView, 'times' | 'usable'>): TrendEvidence {
  const lastGap = usable.lastIndexOf(null);
  const [first, last] = [times[lastGap + 1], times.at(-1)];
  const watchedMs = first === undefined || last === undefined ? 0 : last - first;
  return watchedMs >= trendMs ? { kind: 'known' } : { kind: 'watching', remainingMs: trendMs - watchedMs };
}
