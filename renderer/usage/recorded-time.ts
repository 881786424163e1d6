// Which time of the recording is shown. Pure. Milliseconds since 1970.
// Protects: the time shown never leaves the time that was chosen, and is never shorter than can be seen.
import type { TimeSpan } from './chart-window';
import type { RecordedDay } from '../../electron/contract/recording/recording';

const dayMs = 86_400_000;
const shortestMs = 120_000;

/** The local days that were recorded, the latest first. Segments are named after days in UTC: one of them touches two local days. */
export function recordedSpans(days: readonly RecordedDay[], now: number): readonly TimeSpan[] {
  const starts = new Set<number>();
  for (const { day } of days) {
    const from = Date.parse(`${day}T00:00:00Z`);
    for (const at of [from, from + dayMs - 1]) if (localDay(at) <= now) starts.add(localDay(at));
  }
  return [...starts].sort((one, other) => other - one).map((from) => ({ from, to: Math.min(now, localDay(from, 1)) }));
}

/** Shows `factor` of `shown`; `center` is the share of the width that stays in place. */
export function zoomed(shown: TimeSpan, factor: number, center: number, whole: TimeSpan): TimeSpan {
  const point = shown.from + (shown.to - shown.from) * center;
  const length = (shown.to - shown.from) * factor;
  return inside({ from: point - length * center, to: point + length * (1 - center) }, whole);
}

/** By this share of what is shown, negative to earlier. */
export function panned(shown: TimeSpan, share: number, whole: TimeSpan): TimeSpan {
  const by = (shown.to - shown.from) * share;
  return inside({ from: shown.from + by, to: shown.to + by }, whole);
}

/** As much of `span` as lies inside `whole`, moved there where it does not. */
export function inside({ from, to }: TimeSpan, whole: TimeSpan): TimeSpan {
  const length = Math.min(whole.to - whole.from, Math.max(shortestMs, to - from));
  const start = Math.min(whole.to - length, Math.max(whole.from, from));
  return { from: start, to: start + length };
}

/** Where the local day of a moment begins, or that of so many days later. */
function localDay(at: number, later = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
}
