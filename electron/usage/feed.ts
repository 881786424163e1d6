// Where samples come from: this thread, or one of its own (electron/usage/worker/usage-worker.ts).
import type { UsageSample } from '../contract/usage/sample';
import type { Simulation } from '../machine/interfaces/practice';
import type { UsageSource } from '../machine/interfaces/usage';
import { startSampling } from './sampler';

/** What is to be measured: the real sockets, or those of a scripted load. */
export type UsageChoice = { readonly kind: 'real' } | ({ readonly kind: 'simulated' } & Simulation);

export interface FeedListener {
  readonly onSample: (sample: UsageSample) => void;
  /** Something threw: a bug. The feed continues. */
  readonly onBug: (error: unknown) => void;
}

/** Starts measuring, until the returned function is called. */
export type UsageFeed = (choice: UsageChoice, listener: FeedListener) => () => void;

/** Measures in this thread, no more often than every `everyMs`; without it as often as the window does. */
export function localFeed(sourceOf: (choice: UsageChoice) => UsageSource, everyMs?: number): UsageFeed {
  return (choice, { onSample, onBug }) => startSampling(sourceOf(choice), onSample, onBug, everyMs);
}

/** What the worker sends. */
export type WorkerMessage =
  { readonly kind: 'sample'; readonly sample: UsageSample } | { readonly kind: 'bug'; readonly text: string };
