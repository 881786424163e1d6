// Ports by local address of one version of IP. Protects: no address is left out, however many there are, and a port counts
// once at an address, in the strongest state that it has there.
import type { AddressUsage } from '../contract/usage/usage';
import { addressText } from './address-text';
import { groups } from './groups';
import { groupOfRank, stateCount } from './socket-states';

export interface AddressCounts {
  clear(): void;
  /** A socket without an address of its own, the strongest of `port`: it holds the port on every address. Called before `add`. */
  addEverywhere(rank: number): void;
  /** A socket of `port` at the address in `words` at `word`; `everywhere` is the rank that was given to `addEverywhere` for this port, or 0. */
  add(words: Uint32Array, word: number, port: number, rank: number, everywhere: number): void;
  /** The fullest first, at most `count`. Where only sockets without an address of their own are, theirs: `everywhere`. */
  fullest(count: number, usable: number, everywhere: string): AddressUsage[];
}

export function addressCounts(): AddressCounts {
  /** What each address has beyond the ports that are held everywhere. */
  const beyond = groups(stateCount);
  const heldEverywhere = new Int32Array(stateCount);
  /** By group: the port that was counted last and one, and its rank. */
  let lastPort = new Uint32Array(256);
  let lastRank = new Uint8Array(256);

  return {
    clear() {
      beyond.clear();
      heldEverywhere.fill(0);
      lastPort.fill(0);
    },
    addEverywhere(rank) {
      const state = groupOfRank[rank] ?? 0;
      heldEverywhere[state] = (heldEverywhere[state] ?? 0) + 1;
    },
    add(words, word, port, rank, everywhere) {
      const group = beyond.find(words[word] ?? 0, words[word + 1] ?? 0, words[word + 2] ?? 0, words[word + 3] ?? 0, 0);
      if (group >= lastPort.length) {
        lastPort = twice(lastPort, new Uint32Array(lastPort.length * 2));
        lastRank = twice(lastRank, new Uint8Array(lastRank.length * 2));
      }
      const isFirst = lastPort[group] !== port + 1;
      const before = isFirst ? everywhere : (lastRank[group] ?? 0);
      if (isFirst) {
        lastPort[group] = port + 1;
        lastRank[group] = everywhere;
      }
      if (rank <= before) return;
      lastRank[group] = rank;
      if (before > 0) beyond.add(group, groupOfRank[before] ?? 0, -1);
      beyond.add(group, groupOfRank[rank] ?? 0, 1);
    },
    fullest(count, usable, everywhere) {
      const shared = heldEverywhere.reduce((sum, ports) => sum + ports, 0);
      const own = beyond.top(count).map((group): AddressUsage => ({
        address: addressText(beyond.key(group, 0), beyond.key(group, 1), beyond.key(group, 2), beyond.key(group, 3)),
        ports: beyond.total(group) + shared,
        byState: beyond.byState(group).map((ports, state) => ports + (heldEverywhere[state] ?? 0)),
        usable,
      }));
      if (own.length > 0 || shared === 0) return own;
      return [{ address: everywhere, ports: shared, byState: [...heldEverywhere], usable }];
    },
  };
}

function twice<T extends Uint8Array | Uint32Array>(before: T, after: T): T {
  after.set(before);
  return after;
}
