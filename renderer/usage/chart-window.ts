// Which span of time the chart shows: following the present, or held. Pure.
// Protects: the span never leaves the recorded hours, and is never shorter than can be seen.

/** Seconds of the range buttons beside "Auto". */
export const spans = [300, 3600, 86_400] as const;

const shortestMs = 10_000;
const longestMs = 86_400_000;
/** "Auto" grows with the data between these. */
const shortestAutoMs = 5000;
const longestAutoMs = 300_000;

export interface ChartWindow {
  /** The span grows with what was measured; `spanMs` is its longest. */
  readonly isAuto: boolean;
  readonly spanMs: number;
  /** Milliseconds since 1970 where it is held; null while it follows the present. */
  readonly end: number | null;
}

/** Milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export type WindowAction =
  | { readonly type: 'span'; readonly spanMs: number | 'auto' }
  /** `factor` below 1 shows less of `shownMs`; `center` is the share of the width that stays in place. */
  | {
      readonly type: 'zoom';
      readonly factor: number;
      readonly center: number;
      readonly shownMs: number;
      readonly now: number;
    }
  | { readonly type: 'show'; readonly from: number; readonly to: number; readonly now: number }
  /** By this share of `shownMs`, negative to earlier. */
  | { readonly type: 'pan'; readonly share: number; readonly shownMs: number; readonly now: number }
  | { readonly type: 'pause'; readonly now: number }
  | { readonly type: 'follow' };

export const initialWindow: ChartWindow = { isAuto: true, spanMs: longestAutoMs, end: null };

export function reduceWindow(state: ChartWindow, action: WindowAction): ChartWindow {
  switch (action.type) {
    case 'span':
      return action.spanMs === 'auto'
        ? { ...state, isAuto: true, spanMs: longestAutoMs }
        : { ...state, isAuto: false, spanMs: action.spanMs };
    case 'pause':
      return { ...state, end: action.now };
    case 'follow':
      return { ...state, end: null };
    case 'show':
      return within(action.to - action.from, action.to, action.now);
    case 'pan':
      return within(action.shownMs, (state.end ?? action.now) + action.shownMs * action.share, action.now);
    case 'zoom': {
      const spanMs = limited(action.shownMs * action.factor);
      if (state.end === null) return { isAuto: false, spanMs, end: null };
      const point = state.end - action.shownMs * (1 - action.center);
      return within(spanMs, point + spanMs * (1 - action.center), action.now);
    }
  }
}

/** The span that is shown at `now`, where the first measurement was made at `firstAt`: milliseconds since 1970. */
export function shownSpan({ isAuto, spanMs, end }: ChartWindow, now: number, firstAt: number | null = null): TimeSpan {
  const to = end ?? now;
  const longest = isAuto && firstAt !== null ? Math.max(shortestAutoMs, to - firstAt) : spanMs;
  return { from: to - Math.min(spanMs, longest), to };
}

function within(spanMs: number, end: number, now: number): ChartWindow {
  const span = limited(spanMs);
  return { isAuto: false, spanMs: span, end: Math.min(now, Math.max(now - longestMs + span, end)) };
}

function limited(spanMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, spanMs));
}
