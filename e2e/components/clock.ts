// Time and measuring in a component test: samples come when the test lets time pass, as fast as they can be measured.
// Protects: what takes minutes in the window takes none here, and no figure hangs on the load of the computer.
import { vi } from 'vitest';
import { measurements } from '../../electron/usage/sampler';
import type { FeedListener, UsageChoice, UsageFeed } from '../../electron/usage/feed';
import { simulatedLoad } from '../../electron/machine/practice/loads';
import type { UsageSource } from '../../electron/machine/interfaces/usage';
import { settled } from './page';

const RealDate = Date;
const realNow = performance.now.bind(performance);
let aheadMs = 0;

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(ShiftedDate.now());
    else super(...(given as [string]));
  }
  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

interface Interval {
  readonly work: () => void;
  readonly everyMs: number;
  dueMs: number;
}

const intervals = new Map<number, Interval>();
let intervalCount = 0;

/** From now on the clocks of this process go ahead when a test lets time pass, and what is done at intervals goes by that. */
export function holdClocks(): void {
  globalThis.Date = ShiftedDate as DateConstructor;
  performance.now = () => realNow() + aheadMs;
  Object.assign(globalThis, {
    setInterval(work: () => void, everyMs: number): number {
      intervalCount += 1;
      intervals.set(intervalCount, { work, everyMs, dueMs: aheadMs + everyMs });
      return intervalCount;
    },
    clearInterval: (id: number) => void intervals.delete(id),
  });
}

/** Lets a second pass for everything but the samples. */
function passSecond(): void {
  aheadMs += 1000;
  for (const interval of [...intervals.values()]) {
    if (interval.dueMs > aheadMs) continue;
    interval.dueMs += interval.everyMs;
    interval.work();
  }
}

export interface Clock {
  /** Lets so many seconds pass, with one sample in each. */
  pass(seconds: number): Promise<void>;
  /** Lets time pass until `holds`, for at most so many seconds. */
  passUntil(holds: () => Promise<boolean>, longestSeconds: number): Promise<void>;
}

/** Measures the sockets of `computer`, or those of a scripted load; the first sample comes at once. */
export function steppedFeed(computer: UsageSource): { readonly feed: UsageFeed; readonly clock: Clock } {
  let current: (() => Promise<void>) | null = null;

  const sampling = (choice: UsageChoice, { onSample, onBug }: FeedListener) => {
    const measure = measurements(choice.kind === 'simulated' ? simulatedLoad(choice) : computer);
    const sample = async (): Promise<void> => {
      try {
        const measured = await measure();
        if (current === sample) onSample(measured);
      } catch (error) {
        onBug(error);
      }
    };
    return sample;
  };

  const pass = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 1) {
      passSecond();
      await current?.();
      await settled();
    }
  };
  return {
    feed(choice, listener) {
      const sample = sampling(choice, listener);
      current = sample;
      void sample();
      return () => {
        if (current === sample) current = null;
      };
    },
    clock: {
      pass,
      async passUntil(holds, longestSeconds) {
        for (let passed = 0; passed < longestSeconds; passed += 1) {
          // The code of a page that was opened is loaded in real time.
          await vi.dynamicImportSettled();
          if (await holds()) return;
          await pass(1);
        }
        throw new Error(`still not so after ${longestSeconds} s`);
      },
    },
  };
}
