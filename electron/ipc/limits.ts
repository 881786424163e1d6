// How often each call of the window may be made; how large it may be stands in contract/ipc/message-size.ts.
// Protects: a page gone wild fills neither memory nor disk, and does not cover the screen with dialogs.
import type { CallName } from '../contract/ipc/channels';

/** `outward` calls open a dialog or a program, or leave a file behind; `inward` ones answer the page. */
const reach: Readonly<Record<CallName, 'inward' | 'outward'>> = {
  'machine.describe': 'inward',
  'diagnosis.read': 'inward',
  'parameters.read': 'inward',
  'backup.create': 'outward',
  'backup.reveal': 'outward',
  'backup.delete': 'outward',
  'backup.export': 'outward',
  'backup.compare': 'inward',
  'backups.list': 'inward',
  'backups.open-folder': 'outward',
  'reg-file.open': 'outward',
  'reg-file.cancel': 'inward',
  'comparison.read-again': 'inward',
  'restore.plan': 'inward',
  'findings.read': 'inward',
  'correction.plan': 'inward',
  'history.check': 'inward',
  'history.read': 'inward',
  'history.export': 'outward',
  'plan.create': 'inward',
  'plan.apply': 'outward',
  'commands.write': 'outward',
  'change.undo': 'outward',
  'change.verify': 'inward',
  'change.prove': 'inward',
  'ticket.options': 'inward',
  'ticket.make': 'inward',
  'ticket.copy': 'outward',
  'ticket.save': 'outward',
  'recovery.read': 'inward',
  'recovery.settle': 'outward',
  'registry-editor.open': 'outward',
  'machine.restart': 'outward',
  'machine.cancel-restart': 'outward',
  'clipboard.write': 'inward',
  'practice.restart': 'outward',
  'practice.load': 'inward',
  'usage.history': 'inward',
  'usage.outlook': 'inward',
  'usage.export': 'outward',
  'usage.settings': 'inward',
  'usage.notify': 'inward',
  'page.state': 'inward',
};

/** For each call: how many at once, how many in a burst, and how many a second in the long run. */
const allowances = {
  inward: { atOnce: 16, burst: 200, perSecond: 20 },
  outward: { atOnce: 1, burst: 20, perSecond: 1 / 3 },
} as const;
const allAtOnce = 64;

/** Lets a call begin, and gives the function that ends it; null when there are too many. What names no call counts as one kind. */
export type Admit = (name: CallName | null) => (() => void) | null;

/** `now` in ms, of a clock that is never put back. */
export function callLimits(now: () => number = () => performance.now()): Admit {
  const states = new Map<CallName | null, { running: number; left: number; at: number }>();
  let running = 0;
  return (name) => {
    const { atOnce, burst, perSecond } = allowances[name === null ? 'inward' : reach[name]];
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
