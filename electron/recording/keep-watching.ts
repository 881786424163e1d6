// *Keep watching*: what happens when the window is closed, and what the icon in the notification area does. Pure.
// Protects: without the person's choice nothing goes on after the window; there is always a way to the window and to the end.

export type WatchState =
  /** The window is open, and records where the person chose so. */
  | 'window'
  /** Behind the icon. */
  | 'watching'
  | 'paused'
  | 'ended';

export type WatchEvent =
  | { readonly kind: 'closed'; readonly isOn: boolean }
  /** Also a second start of the program. */
  | { readonly kind: 'open' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Another process recorded, and it is time to ask again. */
  | { readonly kind: 'try-again' }
  | { readonly kind: 'stop' };

export type WatchEffect =
  'show-icon' | 'hide-icon' | 'record' | 'pause-recording' | 'stop-recording' | 'open-window' | 'quit';

export interface WatchStep {
  readonly state: WatchState;
  /** In this order, each after the one before. */
  readonly effects: readonly WatchEffect[];
}

/** What a state does with an event; one that has no place in it changes nothing. */
export function nextWatch(state: WatchState, event: WatchEvent): WatchStep {
  const isBehindIcon = state === 'watching' || state === 'paused';
  switch (event.kind) {
    case 'closed':
      if (state !== 'window') break;
      return event.isOn
        ? { state: 'watching', effects: ['show-icon', 'record'] }
        : { state: 'ended', effects: ['quit'] };
    case 'open':
      if (!isBehindIcon) break;
      // The window records by itself: one recorder at a time.
      return { state: 'window', effects: ['stop-recording', 'hide-icon', 'open-window'] };
    case 'pause':
      if (state !== 'watching') break;
      return { state: 'paused', effects: ['pause-recording'] };
    case 'resume':
      if (state !== 'paused') break;
      return { state: 'watching', effects: ['record'] };
    case 'try-again':
      if (state !== 'watching') break;
      return { state, effects: ['record'] };
    case 'stop':
      if (!isBehindIcon) break;
      return { state: 'ended', effects: ['stop-recording', 'hide-icon', 'quit'] };
  }
  return { state, effects: [] };
}
