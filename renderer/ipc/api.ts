// The window's only way to the main process: the only user of the bridge that the preload exposes on `window`.
// Protects: a call always resolves to a Result, even if the bridge itself fails.
import type { CallName, EventName } from '../../electron/contract/ipc/calls.schema';
import { bridgeName } from '../../electron/contract/ipc/channels';
import { failure, type Result } from '../../electron/contract/errors/result';
import type { Bridge } from '../../electron/contract/ipc/bridge';
import type { CallInput, CallOutput, Events } from '../../electron/contract/ipc/calls';

declare global {
  interface Window {
    readonly [bridgeName]: Bridge;
  }
}

export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  try {
    return await window[bridgeName].call(name, input);
  } catch {
    return failure({ code: 'UNEXPECTED', incident: `bridge:${name}` });
  }
}

/** Subscribes to an event; returns the function that unsubscribes. */
export function on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void {
  return window[bridgeName].on(name, listener);
}
