// The ring buffer of port usage: a row for each moment, with the ports by state. Once all rows are taken, a new one takes
// the place of the oldest. Flat arrays: hours of samples take a fixed amount of memory, and a sample allocates nothing.
import { tcpStates } from '../contract/usage/sample';

const stateCount = tcpStates.length;
/** More ports than there are: in this state their number is unknown. */
const unknown = 0xffff_ffff;

export interface StateRing {
  /** Rows that are held, at most the capacity. */
  size(): number;
  /** The row of the `index`th moment, oldest first. */
  row(index: number): number;
  /** The row of the newest moment; meaningless while there is none. */
  newest(): number;
  /** Takes a row for a new moment; what it held is forgotten. */
  append(): number;
  /** `at` in milliseconds since 1970; null for all states is no port in any, null for one of them is unknown. */
  write(row: number, at: number, byState: readonly (number | null)[] | null): void;
  /** Milliseconds since 1970. */
  at(row: number): number;
  /** Ports in the state at `index` of `tcpStates`; null where their number is unknown. */
  ports(row: number, index: number): number | null;
  /** Ports in all states, as far as they are known. */
  total(row: number): number;
  /** Moves every moment to an earlier one. */
  shiftBack(milliseconds: number): void;
  /** Forgets every moment. */
  clear(): void;
}

/** A ring of `capacity` rows, numbered from 0. */
export function stateRing(capacity: number): StateRing {
  const times = new Float64Array(capacity);
  const states = new Uint32Array(capacity * stateCount);
  let next = 0;
  let size = 0;
  return {
    size: () => size,
    row: (index) => (next - size + index + capacity) % capacity,
    newest: () => (next - 1 + capacity) % capacity,
    append() {
      const row = next;
      next = (next + 1) % capacity;
      size = Math.min(capacity, size + 1);
      return row;
    },
    write(row, at, byState) {
      times[row] = at;
      for (let state = 0; state < stateCount; state += 1) {
        const ports = byState === null ? 0 : byState[state];
        states[row * stateCount + state] = ports === null ? unknown : (ports ?? 0);
      }
    },
    at: (row) => times[row] ?? 0,
    ports(row, index) {
      const ports = states[row * stateCount + index] ?? 0;
      return ports === unknown ? null : ports;
    },
    total(row) {
      let total = 0;
      for (let state = 0; state < stateCount; state += 1) {
        const ports = states[row * stateCount + state] ?? 0;
        if (ports !== unknown) total += ports;
      }
      return total;
    },
    shiftBack(milliseconds) {
      times.forEach((at, row) => (times[row] = at - milliseconds));
    },
    clear() {
      next = 0;
      size = 0;
    },
  };
}
