// Counts by key and state in flat memory: keys of up to five words (a process, an address, an endpoint).
// Protects: no key is lost, however many there are; a sample with as many different keys as the one before it allocates
// nothing, and memory that only an unusual sample needed is given back.
const keyWords = 5;
/** Most computers talk to few others: capacity is added when it is needed. */
const firstCapacity = 256;
/** Up to this capacity memory is kept, whatever is needed. */
const keptCapacity = 16_384;

export interface Groups {
  /** Number of different keys since `clear`. */
  readonly size: () => number;
  clear(): void;
  /** The number of the group with this key, added where it is new. */
  find(a: number, b: number, c: number, d: number, e: number): number;
  /** Adds `by` to the count of a state, which may be below zero in between. */
  add(group: number, state: number, by?: number): void;
  total(group: number): number;
  byState(group: number): number[];
  /** Word `index` of the key of a group. */
  key(group: number, index: number): number;
  /** The fullest groups, the fullest first. */
  top(count: number): number[];
}

export function groups(stateCount: number): Groups {
  let capacity = firstCapacity;
  let mask = capacity * 2 - 1;
  let slots = new Int32Array(capacity * 2);
  let keys = new Uint32Array(capacity * keyWords);
  let totals = new Int32Array(capacity);
  let counts = new Int32Array(capacity * stateCount);
  let size = 0;
  let last = -1;

  const isKey = (group: number, a: number, b: number, c: number, d: number, e: number): boolean => {
    const at = group * keyWords;
    return keys[at + 3] === d && keys[at + 4] === e && keys[at + 2] === c && keys[at] === a && keys[at + 1] === b;
  };

  const resize = (needed: number): void => {
    capacity = needed;
    mask = capacity * 2 - 1;
    slots = new Int32Array(capacity * 2);
    keys = resized(keys, new Uint32Array(capacity * keyWords));
    totals = resized(totals, new Int32Array(capacity));
    counts = resized(counts, new Int32Array(capacity * stateCount));
    for (let group = 0; group < size; group += 1) {
      const at = group * keyWords;
      let slot = mix(keys[at] ?? 0, keys[at + 1] ?? 0, keys[at + 2] ?? 0, keys[at + 3] ?? 0, keys[at + 4] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = group + 1;
    }
  };

  return {
    size: () => size,
    clear() {
      const isFarTooLarge = capacity > keptCapacity && size < capacity / 8;
      totals.fill(0, 0, size);
      counts.fill(0, 0, size * stateCount);
      size = 0;
      last = -1;
      if (isFarTooLarge) resize(capacity / 4);
      else slots.fill(0);
    },
    find(a, b, c, d, e) {
      if (last >= 0 && isKey(last, a, b, c, d, e)) return last;
      let slot = mix(a, b, c, d, e) & mask;
      for (;;) {
        const held = slots[slot] ?? 0;
        if (held === 0) break;
        if (isKey(held - 1, a, b, c, d, e)) return (last = held - 1);
        slot = (slot + 1) & mask;
      }
      if (size === capacity) {
        resize(capacity * 2);
        slot = mix(a, b, c, d, e) & mask;
        while (slots[slot] !== 0) slot = (slot + 1) & mask;
      }
      const at = size * keyWords;
      keys[at] = a;
      keys[at + 1] = b;
      keys[at + 2] = c;
      keys[at + 3] = d;
      keys[at + 4] = e;
      slots[slot] = size + 1;
      last = size;
      size += 1;
      return last;
    },
    add(group, state, by = 1) {
      totals[group] = (totals[group] ?? 0) + by;
      const at = group * stateCount + state;
      counts[at] = (counts[at] ?? 0) + by;
    },
    total: (group) => totals[group] ?? 0,
    byState: (group) => Array.from(counts.subarray(group * stateCount, (group + 1) * stateCount)),
    key: (group, index) => keys[group * keyWords + index] ?? 0,
    top(count) {
      const best: number[] = [];
      for (let group = 0; group < size; group += 1) {
        const total = totals[group] ?? 0;
        if (best.length === count && total <= (totals[best[count - 1] ?? 0] ?? 0)) continue;
        let at = best.length;
        while (at > 0 && (totals[best[at - 1] ?? 0] ?? 0) < total) at -= 1;
        best.splice(at, 0, group);
        if (best.length > count) best.pop();
      }
      return best;
    },
  };
}

/** What of `before` has room in `after`. */
function resized<T extends Int32Array | Uint32Array>(before: T, after: T): T {
  after.set(before.subarray(0, after.length));
  return after;
}

function mix(a: number, b: number, c: number, d: number, e: number): number {
  let hash = Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ b;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2_ae35) ^ c;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4_eb2f) ^ d;
  hash = Math.imul(hash ^ (hash >>> 16), 0x1656_67b1) ^ e;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b);
  return hash ^ (hash >>> 13);
}
