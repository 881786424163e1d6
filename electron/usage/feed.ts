// Where samples come from: this thread, or one of its own (electron/usage/worker/usage-worker.ts).
import type { UsageSample } from '../contract/usage/sample';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import type { PracticeLoad } from '../contract/usage/usage';
import type { UsageSource } from '../machine/interfaces/usage';
import { startSampling } from './sampler';

/** What is to be measured: the real sockets, or a scripted load on this range. */
export type UsageChoice =
  | { readonly kind: 'real' }
  | {
      readonly kind: 'simulated';
      readonly load: PracticeLoad;
      /** What is in effect on the practice machine: its range, and the seconds in TIME_WAIT since its last start. */
      readonly range: PortRange;
      readonly timeWaitSeconds: number;
      readonly product: string;
      /** Whether the Windows that is played records port exhaustion in its System log. */
      readonly hasEventLog: boolean;
    };

export interface FeedListener {
  readonly onSample: (sample: UsageSample) => void;
  /** Something threw: a bug. The feed continues. */
  readonly onBug: (error: unknown) => void;
}

/** Starts measuring, until the returned function is called. */
export type UsageFeed = (choice: UsageChoice, listener: FeedListener) => () => void;

/** Measures in this thread. */
export function localFeed(sourceOf: (choice: UsageChoice) => UsageSource): UsageFeed {
  return (choice, { onSample, onBug }) => startSampling(sourceOf(choice), onSample, onBug);
}

/** What the worker sends. */
export type WorkerMessage =
  { readonly kind: 'sample'; readonly sample: UsageSample } | { readonly kind: 'bug'; readonly text: string };
