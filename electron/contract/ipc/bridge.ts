// The object that the preload puts on `window`.
import type { CallInput, CallOutput, Events } from './calls';
import type { CallName, EventName } from './calls.schema';
import type { Result } from '../errors/result';

export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
}
