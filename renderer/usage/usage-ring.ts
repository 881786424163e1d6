// The last samples of the chart, in a ring: time, ports by state, and the limit; null where a measurement is missing.
// Protects: a missing measurement stays a gap, also across a pause of the computer.

export interface RingSample {
  readonly takenAt: number;
  readonly byState: readonly number[] | null;
  readonly limit: number | null;
}

/** Columns as uPlot draws them: seconds, then each level of the stack from the whole down to the first state, then the limit. */
export type StackColumns = readonly [number[], ...(number | null)[][]];

const longestStep = 3000;

export interface UsageRing {
  push(sample: RingSample): void;
  columns(): StackColumns;
  latest(): RingSample | null;
}

export function createUsageRing(capacity: number, stateCount: number): UsageRing {
  const slots: RingSample[] = [];
  let nextSlot = 0;

  const latest = (): RingSample | null => slots[(nextSlot - 1 + capacity) % capacity] ?? null;

  const store = (sample: RingSample): void => {
    slots[nextSlot] = sample;
    nextSlot = (nextSlot + 1) % capacity;
  };

  const oldestFirst = (): RingSample[] =>
    slots.length < capacity ? slots : [...slots.slice(nextSlot), ...slots.slice(0, nextSlot)];

  return {
    push(sample) {
      const before = latest();
      if (before && sample.takenAt - before.takenAt > longestStep) {
        store({ takenAt: before.takenAt + 1000, byState: null, limit: null });
      }
      store(sample);
    },
    columns() {
      const samples = oldestFirst();
      const levels = Array.from({ length: stateCount }, (_, index) => {
        const height = stateCount - index;
        return samples.map(({ byState }) => byState && byState.slice(0, height).reduce((sum, ports) => sum + ports, 0));
      });
      return [samples.map(({ takenAt }) => takenAt / 1000), ...levels, samples.map(({ limit }) => limit)];
    },
    latest,
  };
}
