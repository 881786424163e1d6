// Samples for tests.
import type { RangeName } from '../port-ranges/dynamic-ranges';
import { tcpStates, type MeasuredSample } from './sample';
import type { RangeUsage } from './usage';

export interface FixtureUsage {
  /** Ports in use of IPv4, all at one address. */
  readonly tcp?: number;
  /** Null: UDP sockets could not be read. */
  readonly udp?: number | null;
  readonly usable?: number;
  readonly tellsBound?: boolean;
  /** Milliseconds since 1970. */
  readonly takenAt?: number;
  readonly intervalMs?: number;
}

function rangeUsage(name: RangeName, usable: number, ports: number, state: number): RangeUsage {
  const byState = tcpStates.map((_, index) => (index === state ? ports : 0));
  return {
    name,
    range: { start: 1025, number: usable },
    usable,
    excluded: 0,
    largestFree: usable - ports,
    busiest: ports === 0 ? null : { address: '10.0.0.1', ports, byState, usable },
    ports,
    byState,
  };
}

/** A sample of one process, 7, that holds all ports, as ESTABLISHED connections to one server. */
export function measuredWith({
  tcp = 0,
  udp = 0,
  usable = 1000,
  tellsBound = true,
  takenAt = 1_700_000_000_000,
  intervalMs = 1000,
}: FixtureUsage): MeasuredSample {
  const ofTcp = rangeUsage('ipv4Tcp', usable, tcp, tcpStates.indexOf('ESTABLISHED'));
  const ofUdp = udp === null ? null : rangeUsage('ipv4Udp', usable, udp, tcpStates.indexOf('BOUND'));
  const process = { processId: 7, name: 'app.exe', growth: null, risingSince: null, released: 0 };
  const { byState, range, busiest } = ofTcp;
  return {
    ok: true,
    figures: { takenAt, range, usable, inUse: tcp, byState },
    details: {
      excluded: 0,
      largestFree: usable - tcp,
      busiest,
      addresses: busiest ? [busiest] : [],
      processes: [{ ...process, ports: tcp, byState }],
      endpoints: [
        { address: '10.9.9.9', port: 1433, ports: tcp, byState, growth: null, newPerSecond: null, lastOwner: null },
      ],
      ranges: ofUdp ? [ofTcp, ofUdp] : [ofTcp],
      udpProcesses: ofUdp && [{ ...process, ports: ofUdp.ports, byState: ofUdp.byState }],
      seenSince: [{ processId: 7, at: takenAt }],
      udpCount: udp,
      tellsBound,
      newPerSecond: 10,
      status: null,
      durationMs: 1,
      intervalMs,
      method: 'test',
      timeWaitSeconds: null,
      simulated: null,
    },
  };
}
