// The axes of the chart: which moments get a label, how far the axis of ports reaches. Pure.
import type { TimeSpan } from './chart-window';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const steps = [1, 2, 5, 10, 15, 30].map((count) => count * second);
steps.push(...[1, 2, 5, 10, 15, 30].map((count) => count * minute), ...[1, 2, 3, 6, 12].map((count) => count * hour));

/** The longest span whose labels say how long ago, instead of the time of day; in ms. */
export const longestRelativeMs = 15 * minute;

export interface ShownTime extends TimeSpan {
  /** The present, where the chart follows it; null while it is held. Labels are relative to it. */
  readonly now: number | null;
}

/** Whether labels say how long ago. */
export function isRelative({ from, now }: ShownTime): boolean {
  return now !== null && now - from <= longestRelativeMs + second;
}

/** Moments with a label, in milliseconds since 1970: round ones, at most `most` of them. */
export function timeMarks(shown: ShownTime, most: number): number[] {
  const { from, to } = shown;
  const step = steps.find((each) => (to - from) / each <= Math.max(2, most)) ?? 24 * hour;
  const origin = isRelative(shown) && shown.now !== null ? shown.now : new Date(to).getTimezoneOffset() * minute;
  const first = Math.ceil((from - origin) / step);
  const last = Math.floor((to - origin) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => origin + (first + index) * step);
}

/** How far the chart looks ahead of the present for a forecast: the next round span, in ms; at most twice as far as back. */
export function futureMs(untilExhaustionMs: number, pastMs: number): number {
  const wanted = Math.max(untilExhaustionMs * 1.1, pastMs / 10);
  const round = steps.find((step) => step >= wanted) ?? 24 * hour;
  return Math.min(round, 2 * pastMs);
}

/** How the axis of ports is chosen: by whichever suits, up to the limit, or as far as ports are in use. */
export const portScales = ['auto', 'limit', 'fit'] as const;
export type PortScale = (typeof portScales)[number];

/** Below this share of the limit, the limit would leave the ports no height. */
const fitShare = 0.25;
/** The axis is never shorter. */
const fewestPorts = 10;
/** Of the peak, above it. */
const headroom = 1.2;

function isFitted(scale: PortScale, peak: number, limit: number | null): boolean {
  return limit === null || scale === 'fit' || (scale === 'auto' && peak < limit * fitShare);
}

/** The highest value of the axis. `free` is the share of the height that stays above the limit, 0 to 1. */
export function highestPort(scale: PortScale, peak: number, limit: number | null, free: number): number {
  if (limit === null || isFitted(scale, peak, limit)) return Math.max(fewestPorts, peak * headroom);
  return Math.max(fewestPorts, peak * 1.02, limit / (1 - free));
}
