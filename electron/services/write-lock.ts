// The lock that everything holds which writes to the history: one at a time in this process, and one process at a time.
import { failure, type Result } from '../contract/errors/result';
import type { Storage } from './storage';

export interface WriteLock {
  /** Carries `work` out while nobody else writes. Errors: BUSY, those of the machine folder, those of `work`. */
  readonly hold: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;
  /** True while this process holds the lock, or asks for it. */
  readonly isHeld: () => boolean;
}

export function writeLock({ prepareFolder, acquireLock }: Pick<Storage, 'prepareFolder' | 'acquireLock'>): WriteLock {
  let isHeld = false;

  return {
    async hold(work) {
      if (isHeld) return failure({ code: 'BUSY' });
      isHeld = true;
      try {
        const ready = await prepareFolder();
        if (!ready.ok) return ready;
        // Without the lock nothing is written, not even to the history: another process is writing it.
        const releaseLock = await acquireLock();
        if (!releaseLock) return failure({ code: 'BUSY' });
        try {
          return await work();
        } finally {
          releaseLock();
        }
      } finally {
        isHeld = false;
      }
    },
    isHeld: () => isHeld,
  };
}
