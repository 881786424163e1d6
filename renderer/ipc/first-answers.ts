// What the first page is drawn from, asked while the code of the page is loaded. Each answer is used once, by whoever asks first.
// Protects: nothing is asked of a machine on which a change is running or was cut off; an answer that is out of date by the time
// it is used is asked for again.
import { call, on } from './api';
import type { CallName } from '../../electron/contract/ipc/calls.schema';
import type { CallInput, CallOutput } from '../../electron/contract/ipc/calls';
import type { Result } from '../../electron/contract/errors/result';

interface Asked {
  readonly answer: Promise<Result<unknown>>;
  /** Null until it is there. */
  result: Result<unknown> | null;
}

const asked = new Map<CallName, Asked>();

/** Resolves when it is known which page is the first; its verdict is asked for by then. */
export async function askFirst(): Promise<void> {
  on('machine.changed', () => asked.clear());
  const described = ask('machine.describe', {});
  const settings = ask('settings.read', {});
  const page = await ask('page.state', {});
  if (!page.ok || page.value.running !== null) {
    // It may end before anybody listens.
    asked.delete('page.state');
  } else {
    const recovery = await ask('recovery.read', {});
    if (recovery.ok && recovery.value === null) {
      void ask('diagnosis.read', { isFresh: true, reported: null });
      void ask('change.verify', {});
      void ask('history.check', {});
    }
  }
  await Promise.all([described, settings]);
}

function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  const answer = call(name, input);
  const entry: Asked = { answer, result: null };
  asked.set(name, entry);
  void answer.then((result) => (entry.result = result));
  return answer;
}

/** The answer that is there, to be drawn at once; null for none. */
export function firstAnswer<N extends CallName>(name: N): Result<CallOutput<N>> | null {
  return (asked.get(name)?.result ?? null) as Result<CallOutput<N>> | null;
}

/** The answer that was asked for, which nobody gets a second time; null for none. */
export function takeFirstAnswer<N extends CallName>(name: N): Promise<Result<CallOutput<N>>> | null {
  const answer = asked.get(name)?.answer ?? null;
  asked.delete(name);
  return answer as Promise<Result<CallOutput<N>>> | null;
}
