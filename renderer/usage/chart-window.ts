// Which span of time the chart shows: following the present, or standing still. Pure.
// Protects: the span never leaves the recorded hours, and is never shorter than can be seen.

/** Seconds of the range buttons. */
export const spans = [60, 300, 900, 3600, 21_600, 86_400] as const;

const shortestMs = 10_000;
const longestMs = 86_400_000;

export interface ChartWindow {
  readonly spanMs: number;
  /** Milliseconds since 1970 where it stands still; null while it follows the present. */
  readonly end: number | null;
}

/** Milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export type WindowAction =
  | { readonly type: 'span'; readonly spanMs: number }
  /** `factor` below 1 shows less; `center` is the share of the width that stays in place. */
  | { readonly type: 'zoom'; readonly factor: number; readonly center: number; readonly now: number }
  | { readonly type: 'show'; readonly from: number; readonly to: number; readonly now: number }
  /** By this share of the width, negative to earlier. */
  | { readonly type: 'pan'; readonly share: number; readonly now: number }
  | { readonly type: 'pause'; readonly now: number }
  | { readonly type: 'follow' };

export const initialWindow: ChartWindow = { spanMs: 300_000, end: null };

export function reduceWindow(state: ChartWindow, action: WindowAction): ChartWindow {
  switch (action.type) {
    case 'span':
      return { ...state, spanMs: action.spanMs };
    case 'pause':
      return { ...state, end: action.now };
    case 'follow':
      return { ...state, end: null };
    case 'show':
      return within({ spanMs: action.to - action.from, end: action.to }, action.now);
    case 'pan':
      return within({ spanMs: state.spanMs, end: (state.end ?? action.now) + state.spanMs * action.share }, action.now);
    case 'zoom': {
      const spanMs = limited(state.spanMs * action.factor);
      if (state.end === null) return { spanMs, end: null };
      const point = state.end - state.spanMs * (1 - action.center);
      return within({ spanMs, end: point + spanMs * (1 - action.center) }, action.now);
    }
  }
}

/** The span that is shown at `now`. */
export function shownSpan({ spanMs, end }: ChartWindow, now: number): TimeSpan {
  const to = end ?? now;
  return { from: to - spanMs, to };
}

function within({ spanMs, end }: { spanMs: number; end: number }, now: number): ChartWindow {
  const span = limited(spanMs);
  return { spanMs: span, end: Math.min(now, Math.max(now - longestMs + span, end)) };
}

function limited(spanMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, spanMs));
}
