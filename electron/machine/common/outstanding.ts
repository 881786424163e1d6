// What goes on outside JavaScript: calls of the system, and threads that are to end.
// Protects: a process that is to end knows whether something would keep it: neither Electron nor Node ends while such a call is
// pending, and some never return.

export interface Outstanding {
  /** The same promise, known until it is settled. */
  readonly untilSettled: <T>(work: Promise<T>) => Promise<T>;
  /** Whether all of it came to an end, now or within so many milliseconds. */
  readonly haveAllEnded: (withinMs: number) => Promise<boolean>;
}

export function noneOutstanding(): Outstanding {
  const known = new Set<Promise<unknown>>();
  return {
    untilSettled(work) {
      known.add(work);
      const forget = () => void known.delete(work);
      void work.then(forget, forget);
      return work;
    },
    async haveAllEnded(withinMs) {
      if (known.size === 0) return true;
      let late: NodeJS.Timeout | undefined;
      const tooLate = new Promise<false>((resolve) => (late = setTimeout(() => resolve(false), withinMs)));
      const all = Promise.allSettled(known).then(() => true);
      return Promise.race([all, tooLate]).finally(() => clearTimeout(late));
    },
  };
}

/** Of this thread. */
export const outstanding = noneOutstanding();
