// Remembers the connections of the last sample with the process that was seen to hold each, so that a connection in
// TIME_WAIT, which has no process any more, is still known by its last one.
// Protects: memory follows the size of the last two tables; nothing is attributed to a process that was not seen to hold
// this very connection (both addresses and both ports).
import { mappedPrefix } from '../machine/interfaces/usage';
import type { CountableRows } from './sockets-by-port';

/** Up to this many slots memory is kept, whatever is needed. */
const keptSlots = 16_384;
/** Slots that are tried near the place of the port, before those near the place of the hash. */
const nearSlots = 8;
/** Words of a slot: two hashes of the connection, and its process. The first hash is never 0. */
const slotWords = 4;

export const [isNew, isNoted] = [-1, -2] as const;

export interface ConnectionMemory {
  /** A new sample begins, of at most `most` connections from `lowest` to `highest` port: what was noted until now is the past. */
  begin(most: number, lowest: number, highest: number): void;
  /**
   * Notes that the connection of `row` is there. `isMirrored`: the row is the other end of it. `owner` is the process that
   * holds it, 0 where it is released or unknown. Returns the process that held it last, 0 where none was seen, `isNew` for
   * a connection that was not there at the last sample, and `isNoted` for one that was noted already in this one.
   */
  note(rows: CountableRows, row: number, isMirrored: boolean, owner: number): number;
  /** A process ended: what has its number from now on is another one. */
  forget(processId: number): void;
}

/** Connections near the place of their port, so that a walk from port to port goes through memory in order. */
interface Table {
  words: Uint32Array;
  lowest: number;
  slotsPerPort: number;
}

export function connectionMemory(): ConnectionMemory {
  let past: Table = { words: new Uint32Array(1024 * slotWords), lowest: 0, slotsPerPort: 0 };
  let present: Table = { ...past, words: new Uint32Array(1024 * slotWords) };

  return {
    begin(most, lowest, highest) {
      const spare = past;
      past = present;
      const needed = slotsFor(most) * slotWords;
      const isFitting =
        spare.words.length >= needed && spare.words.length <= Math.max(keptSlots * slotWords, needed * 4);
      spare.words = isFitting ? spare.words.fill(0) : new Uint32Array(needed);
      spare.lowest = lowest;
      spare.slotsPerPort = spare.words.length / slotWords / Math.max(1, highest - lowest + 1);
      present = spare;
    },
    note({ localPorts, localAddresses, remotePorts, remoteAddresses }, row, isMirrored, owner) {
      const here = isMirrored ? remoteAddresses : localAddresses;
      const there = isMirrored ? localAddresses : remoteAddresses;
      const local = (isMirrored ? remotePorts[row] : localPorts[row]) ?? 0;
      const remote = (isMirrored ? localPorts[row] : remotePorts[row]) ?? 0;
      const word = row * 4;
      let first = (local << 16) | remote;
      let second = first ^ 0x5bd1_e995;
      // The first three words of an IPv4 address are always the same.
      const isOfIpv4 = here[word + 2] === mappedPrefix && there[word + 2] === mappedPrefix;
      for (let at = isOfIpv4 ? word + 3 : word; at < word + 4; at += 1) {
        const [one, other] = [here[at] ?? 0, there[at] ?? 0];
        first = Math.imul(first ^ one, 0x85eb_ca6b);
        first = Math.imul((first ^ (first >>> 15)) + other, 0xc2b2_ae35);
        second = Math.imul(second + other, 0x27d4_eb2f);
        second = Math.imul(second ^ (second >>> 13) ^ one, 0x1656_67b1);
      }
      first = (first ^ (first >>> 16)) >>> 0 || 1;
      second = (second ^ (second >>> 15)) >>> 0;
      const words = present.words;
      const slot = slotOf(present, local, first, second);
      if (words[slot] !== 0) return isNoted;
      const before = slotOf(past, local, first, second);
      const wasThere = past.words[before] !== 0;
      const remembered = wasThere ? (past.words[before + 2] ?? 0) : 0;
      words[slot] = first;
      words[slot + 1] = second;
      words[slot + 2] = owner === 0 ? remembered : owner;
      return wasThere ? remembered : isNew;
    },
    forget(processId) {
      for (const { words } of [past, present])
        for (let at = 2; at < words.length; at += slotWords) if (words[at] === processId) words[at] = 0;
    },
  };
}

/** A power of two, at most half of it taken. */
function slotsFor(most: number): number {
  return Math.max(1024, 2 ** Math.ceil(Math.log2(Math.max(1, most) * 2)));
}

/** The first word of the slot that holds the two hashes, or of the free one for them. */
function slotOf({ words, lowest, slotsPerPort }: Table, port: number, first: number, second: number): number {
  const mask = words.length - 1;
  let slot = (Math.floor((port - lowest) * slotsPerPort) * slotWords) & mask;
  for (let tried = 1; words[slot] !== 0; tried += 1) {
    if (words[slot] === first && words[slot + 1] === second) return slot;
    // Many connections of one port would crowd there.
    slot = (tried === nearSlots ? first * slotWords : slot + slotWords) & mask;
  }
  return slot;
}
