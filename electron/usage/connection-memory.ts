// Remembers the connections of the last sample with the process that was seen to hold each, so that a connection in
// TIME_WAIT, which has no process any more, is still known by its last one.
// Protects: memory follows the size of the last two tables; nothing is attributed to a process that was not seen to hold
// this very connection (both addresses and both ports).
import { mappedPrefix } from '../machine/interfaces/usage';
import type { CountableRows } from './sockets-by-port';

/** Up to this many slots memory is kept, whatever is needed. */
const keptSlots = 16_384;
/** Words of a slot: two hashes of the connection, and its process. The first hash is never 0. */
const slotWords = 4;

export const [isNew, isNoted] = [-1, -2] as const;

export interface ConnectionMemory {
  /** A new sample begins, of at most `most` connections: what was noted until now is the past. */
  begin(most: number): void;
  /**
   * Notes that the connection of `row` is there. `isMirrored`: the row is the other end of it. `owner` is the process that
   * holds it, 0 where it is released or unknown. Returns the process that held it last, 0 where none was seen, `isNew` for
   * a connection that was not there at the last sample, and `isNoted` for one that was noted already in this one.
   */
  note(rows: CountableRows, row: number, isMirrored: boolean, owner: number): number;
  /** A process ended: what has its number from now on is another one. */
  forget(processId: number): void;
}

export function connectionMemory(): ConnectionMemory {
  let past = new Uint32Array(1024 * slotWords);
  let present = new Uint32Array(1024 * slotWords);

  return {
    begin(most) {
      const spare = past;
      past = present;
      const words = slotsFor(most) * slotWords;
      const isFitting = spare.length >= words && spare.length <= Math.max(keptSlots * slotWords, words * 4);
      present = isFitting ? spare.fill(0) : new Uint32Array(words);
    },
    note({ localPorts, localAddresses, remotePorts, remoteAddresses }, row, isMirrored, owner) {
      const here = isMirrored ? remoteAddresses : localAddresses;
      const there = isMirrored ? localAddresses : remoteAddresses;
      const local = localPorts[row] ?? 0;
      const remote = remotePorts[row] ?? 0;
      const word = row * 4;
      let first = isMirrored ? (remote << 16) | local : (local << 16) | remote;
      let second = first ^ 0x5bd1_e995;
      // The first three words of an IPv4 address are always the same.
      const isOfIpv4 = here[word + 2] === mappedPrefix && there[word + 2] === mappedPrefix;
      for (let at = isOfIpv4 ? word + 3 : word; at < word + 4; at += 1) {
        first = Math.imul(first ^ (here[at] ?? 0), 0x85eb_ca6b);
        first = Math.imul((first ^ (first >>> 15)) + (there[at] ?? 0), 0xc2b2_ae35);
        second = Math.imul(second + (there[at] ?? 0), 0x27d4_eb2f);
        second = Math.imul(second ^ (second >>> 13) ^ (here[at] ?? 0), 0x1656_67b1);
      }
      first = (first ^ (first >>> 16)) >>> 0 || 1;
      second = (second ^ (second >>> 15)) >>> 0;
      const slot = slotOf(present, first, second);
      if (present[slot] !== 0) return isNoted;
      const before = slotOf(past, first, second);
      const wasThere = past[before] !== 0;
      const remembered = wasThere ? (past[before + 2] ?? 0) : 0;
      present[slot] = first;
      present[slot + 1] = second;
      present[slot + 2] = owner === 0 ? remembered : owner;
      return wasThere ? remembered : isNew;
    },
    forget(processId) {
      for (const table of [past, present])
        for (let at = 2; at < table.length; at += slotWords) if (table[at] === processId) table[at] = 0;
    },
  };
}

/** A power of two, at most half of it taken. */
function slotsFor(most: number): number {
  return Math.max(1024, 2 ** Math.ceil(Math.log2(Math.max(1, most) * 2)));
}

/** The first word of the slot that holds the two hashes, or of the free one for them. */
function slotOf(table: Uint32Array, first: number, second: number): number {
  const mask = table.length - 1;
  let slot = (first * slotWords) & mask;
  while (table[slot] !== 0 && (table[slot] !== first || table[slot + 1] !== second)) slot = (slot + slotWords) & mask;
  return slot;
}
