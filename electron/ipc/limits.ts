// Keeps the calls of the window to the rates of the table; how large one may be stands in contract/ipc/message-size.ts.
// Protects: a page gone wild fills neither memory nor disk, and does not cover the screen with dialogs.
import { inward, table, type CallName } from '../contract/ipc/calls.schema';

const allAtOnce = 64;

/** Lets a call begin, and gives the function that ends it; null when there are too many. What names no call counts as one kind. */
export type Admit = (name: CallName | null) => (() => void) | null;

/** `now` in ms, of a clock that is never put back. */
export function callLimits(now: () => number = () => performance.now()): Admit {
  const states = new Map<CallName | null, { running: number; left: number; at: number }>();
  let running = 0;
  return (name) => {
    const { atOnce, burst, perSecond } = name === null ? inward : table[name].rate;
    const at = now();
    const state = states.get(name) ?? { running: 0, left: burst, at };
    states.set(name, state);
    state.left = Math.min(burst, state.left + ((at - state.at) / 1000) * perSecond);
    state.at = at;
    if (running >= allAtOnce || state.running >= atOnce || state.left < 1) return null;
    state.left -= 1;
    state.running += 1;
    running += 1;
    return () => {
      state.running -= 1;
      running -= 1;
    };
  };
}
