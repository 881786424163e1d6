// Sockets that do not exist: assigned from the ranges, closed, in TIME_WAIT, and refused when no port is left.
// Protects: a port is refused exactly where Windows would refuse it: at a full address, and everywhere when all are taken.
import { rangeNames, rangeParts, type PortRange, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { isWithin } from '../../contract/port-ranges/port-ranges';
import type { SimulatedAnswer } from '../../contract/usage/usage';
import { addressWords } from '../common/address-words';
import type { Simulation } from '../interfaces/practice';
import { tcpState } from '../interfaces/usage';

export interface Remote {
  readonly address: string;
  readonly port: number;
}

export interface SocketRequest {
  readonly transport?: 'tcp' | 'udp';
  readonly processId: number;
  /** A local address; that of the practice machine by default. A wildcard takes its port at every address. */
  readonly local?: string;
  /** Null where it is not connected. */
  readonly remote: Remote | null;
  readonly state: number;
  /** From then on it is in TIME_WAIT, milliseconds of the simulation; null: it stays. */
  readonly closesAt?: number | null;
}

/** One socket, with its addresses as a port table has them. */
export interface SimulatedSocket {
  readonly port: number;
  readonly state: number;
  /** 0 in TIME_WAIT. */
  readonly processId: number;
  readonly local: Uint32Array;
  readonly remote: Uint32Array;
  readonly remotePort: number;
}

export interface Sockets {
  /** Takes the next free port, or counts a refusal. */
  open(request: SocketRequest): void;
  expire(time: number): void;
  /** Ports of a range that are in use, each counted once. */
  inUse(name: RangeName): number;
  /** Ports of a range without its excluded parts. */
  usable(name: RangeName): number;
  /** Requests for a port that were refused so far. */
  refused(transport: 'tcp' | 'udp'): number;
  /** Sockets in TIME_WAIT. */
  waiting(): number;
  /** Sockets by the process that holds them. */
  holders(): ReadonlyMap<number, number>;
  /** What a request for one port would get now: at any address, at loopback, and at the address with the most ports in use. */
  answers(): readonly SimulatedAnswer[];
  forEach(transport: 'tcp' | 'udp', visit: (socket: SimulatedSocket) => void): void;
}

const ownAddress = '192.0.2.25';
const anyAddress = { ipv4: '0.0.0.0', ipv6: '::' } as const;
const loopback = { ipv4: '127.0.0.1', ipv6: '::1' } as const;
const noWords = new Uint32Array(4);

interface Held extends SimulatedSocket {
  processId: number;
  state: number;
  until: number;
}

/** The ports in use at one local address. */
interface Place {
  readonly held: Map<number, Held>;
  next: number;
}

/** The ports of one range. */
interface Space {
  readonly transport: 'tcp' | 'udp';
  readonly ip: 'ipv4' | 'ipv6';
  readonly ports: readonly number[];
  /** For each port, at how many addresses it is in use. */
  readonly uses: Uint16Array;
  inUse: number;
  readonly places: Map<string, Place>;
  refused: number;
}

export interface SimulatedSocketsSettings {
  readonly ranges: Readonly<Record<RangeName, PortRange>>;
  readonly excluded: Simulation['excluded'];
  /** How long a closed socket keeps its port. */
  readonly timeWaitMs: number;
}

export function simulatedSockets({ ranges, excluded, timeWaitMs }: SimulatedSocketsSettings): Sockets {
  const spaces = Object.fromEntries(
    rangeNames.map((name) => [name, newSpace(name, ranges[name], excluded[rangeParts[name].transport] ?? [])]),
  ) as unknown as Record<RangeName, Space>;
  const all = Object.values(spaces);
  const wordsOf = rememberedWords();
  let waiting = 0;

  const release = (space: Space, port: number): void => {
    const left = (space.uses[port] ?? 1) - 1;
    space.uses[port] = left;
    if (left === 0) space.inUse -= 1;
  };

  return {
    open({ transport = 'tcp', processId, local = ownAddress, remote, state, closesAt = null }) {
      const space = spaces[nameOf(transport, local)];
      const place = placeAt(space, local);
      const index = freeIndex(space, local, place.next);
      const port = index === null ? undefined : space.ports[index];
      if (index === null || port === undefined) {
        space.refused += 1;
        return;
      }
      place.next = (index + 1) % space.ports.length;
      place.held.set(port, {
        port,
        state,
        processId,
        local: wordsOf(local),
        remote: remote ? wordsOf(remote.address) : noWords,
        remotePort: remote?.port ?? 0,
        until: closesAt ?? Number.POSITIVE_INFINITY,
      });
      const uses = (space.uses[port] ?? 0) + 1;
      space.uses[port] = uses;
      if (uses === 1) space.inUse += 1;
      if (state === tcpState.TIME_WAIT) waiting += 1;
    },
    expire(time) {
      for (const space of all) {
        for (const { held } of space.places.values()) {
          for (const [port, socket] of held) {
            if (socket.until > time) continue;
            if (socket.state === tcpState.TIME_WAIT) {
              held.delete(port);
              release(space, port);
              waiting -= 1;
              continue;
            }
            socket.state = tcpState.TIME_WAIT;
            waiting += 1;
            // A socket in TIME_WAIT belongs to nobody: its process has let go of it.
            socket.processId = 0;
            socket.until = time + timeWaitMs;
          }
        }
      }
    },
    inUse: (name) => spaces[name].inUse,
    usable: (name) => spaces[name].ports.length,
    refused: (transport) =>
      all.filter((space) => space.transport === transport).reduce((sum, { refused }) => sum + refused, 0),
    waiting: () => waiting,
    holders() {
      const counts = new Map<number, number>();
      for (const { places } of all) {
        for (const { held } of places.values())
          for (const { processId } of held.values()) counts.set(processId, (counts.get(processId) ?? 0) + 1);
      }
      return counts;
    },
    answers: () =>
      all.flatMap((space) =>
        askedAddresses(space).map((address) => {
          const index = freeIndex(space, address, space.places.get(address)?.next ?? 0);
          return { transport: space.transport, address, port: index === null ? null : (space.ports[index] ?? null) };
        }),
      ),
    forEach(transport, visit) {
      for (const space of all) {
        if (space.transport !== transport) continue;
        for (const { held } of space.places.values()) for (const socket of held.values()) visit(socket);
      }
    },
  };
}

function newSpace(name: RangeName, { start, number }: PortRange, excluded: readonly PortRange[]): Space {
  const all = Array.from({ length: Math.max(0, number) }, (_, index) => start + index);
  return {
    ...rangeParts[name],
    ports: all.filter((port) => !excluded.some((range) => isWithin(port, range))),
    uses: new Uint16Array(65_536),
    inUse: 0,
    places: new Map(),
    refused: 0,
  };
}

/** `transport`, and the version of IP that `address` belongs to. */
function nameOf(transport: 'tcp' | 'udp', address: string): RangeName {
  if (address.includes(':')) return transport === 'tcp' ? 'ipv6Tcp' : 'ipv6Udp';
  return transport === 'tcp' ? 'ipv4Tcp' : 'ipv4Udp';
}

function placeAt({ places }: Space, address: string): Place {
  const known = places.get(address);
  if (known) return known;
  const place: Place = { held: new Map(), next: 0 };
  places.set(address, place);
  return place;
}

/** Index of the next port from `from` on that is free at `address`; null where none is. */
function freeIndex({ ip, ports, uses, inUse, places }: Space, address: string, from: number): number | null {
  const everywhere = places.get(anyAddress[ip])?.held;
  const here = places.get(address)?.held;
  const isAny = address === anyAddress[ip];
  const taken = isAny ? inUse : (here?.size ?? 0) + (everywhere?.size ?? 0);
  if (taken >= ports.length) return null;
  for (let tried = 0; tried < ports.length; tried += 1) {
    const index = (from + tried) % ports.length;
    const port = ports[index] ?? 0;
    const isTaken = isAny ? (uses[port] ?? 0) > 0 : here?.has(port) === true || everywhere?.has(port) === true;
    if (!isTaken) return index;
  }
  return null;
}

function askedAddresses({ ip, places }: Space): readonly string[] {
  const shared: readonly string[] = [anyAddress[ip], loopback[ip]];
  const [fullest] = [...places]
    .filter(([address]) => !shared.includes(address))
    .sort(([, one], [, other]) => other.held.size - one.held.size);
  return fullest ? [...shared, fullest[0]] : shared;
}

function rememberedWords(): (address: string) => Uint32Array {
  const known = new Map<string, Uint32Array>();
  return (address) => {
    const words = known.get(address) ?? addressWords(address);
    known.set(address, words);
    return words;
  };
}
