// How large a message of the window may be, and how often each call may be made.
// Protects: a page gone wild fills neither memory nor disk, and does not cover the screen with dialogs.
import type { CallName } from '../contract/names';

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
};

/** For each call: how many at once, how many in a burst, and how many a second in the long run. */
const allowances = {
  inward: { atOnce: 16, burst: 200, perSecond: 20 },
  outward: { atOnce: 1, burst: 20, perSecond: 1 / 3 },
} as const;
const allAtOnce = 64;

/** Above what any call needs: a picture of a chart has 16 MiB at most, a text for the clipboard 100,000 characters. */
const largest = { values: 20_000, characters: 2_000_000, bytes: 17 * 1024 * 1024 } as const;

/** Lets a call begin, and gives the function that ends it; null when there are too many. */
export type Admit = (name: CallName) => (() => void) | null;

/** `now` in ms, of a clock that is never put back. */
export function callLimits(now: () => number = () => performance.now()): Admit {
  const states = new Map<CallName, { running: number; left: number; at: number }>();
  let running = 0;
  return (name) => {
    const { atOnce, burst, perSecond } = allowances[reach[name]];
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

/**
 * What is wrong with the size or the make of a message, null when nothing is. Only plain objects, arrays, bytes and
 * simple values pass; the walk ends after the largest size, so that a circle ends it as well.
 */
export function sizeProblem(message: unknown): string | null {
  const open: unknown[] = [message];
  const found = { values: 0, characters: 0, bytes: 0 };
  while (open.length > 0) {
    const value = open.pop();
    found.values += 1;
    if (typeof value === 'string') found.characters += value.length;
    else if (value instanceof Uint8Array) found.bytes += value.byteLength;
    else if (Array.isArray(value)) {
      if (value.length > largest.values) return 'too large';
      for (const item of value as unknown[]) open.push(item);
    } else if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return 'neither plain objects nor bytes';
      for (const [key, item] of Object.entries(value)) {
        found.characters += key.length;
        open.push(item);
      }
    }
    if (found.values + open.length > largest.values) return 'too large';
    if (found.characters > largest.characters || found.bytes > largest.bytes) return 'too large';
  }
  return null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
