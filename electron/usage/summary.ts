// Counts the ports of the dynamic ranges that the sockets of a port table hold, TCP and UDP.
import { fullestRange } from '../contract/usage/ports-at-risk';
import type { UsageFigures } from '../contract/usage/sample';
import type { RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { RangeUsage } from '../contract/usage/usage';
import { tcpState, type PortTableSnapshot, type SocketRows } from '../machine/interfaces/usage';
import type { CountableRows } from './sockets-by-port';
import { transportSummarizer, type TransportSummary } from './transport-summary';
import type { CountedRange } from './usable-ports';

/** The ranges that ports are counted against; null where one could not be read. That of IPv4 and TCP always could. */
export type CountedByName = Readonly<Record<RangeName, CountedRange | null>> & { readonly ipv4Tcp: CountedRange };

export interface UsageSummary {
  readonly figures: UsageFigures;
  readonly tcp: TransportSummary;
  /** Null where UDP sockets, or both of their ranges, could not be read. */
  readonly udp: TransportSummary | null;
}

export interface Summarizer {
  readonly summarize: (table: PortTableSnapshot, counted: CountedByName) => UsageSummary;
  /** A process ended: what has its number from now on is another one. */
  readonly forget: (processId: number) => void;
}

function fullestOf(ranges: readonly RangeUsage[]): RangeUsage | undefined {
  const risk = fullestRange(ranges, 'tcp');
  return ranges.find(({ name }) => name === risk?.range);
}

/** Summarizes one table after the other; it reuses its memory, and remembers the last one. */
export function summarizer({ isDualStack = false } = {}): Summarizer {
  const tcp = transportSummarizer(['ipv4Tcp', 'ipv6Tcp'], isDualStack);
  const udp = transportSummarizer(['ipv4Udp', 'ipv6Udp'], isDualStack);
  let countedBefore: CountedByName | null = null;
  let tcpRanges: readonly [CountedRange | null, CountedRange | null] = [null, null];
  let udpRanges = tcpRanges;
  let states = new Uint8Array(0);
  let remotePorts = new Uint16Array(0);

  /** UDP sockets have a local end, and that is all there is to know. */
  const bound = (udp: SocketRows): CountableRows => {
    const { count, localPorts, processIds, localAddresses } = udp;
    if (states.length < count) {
      states = new Uint8Array(Math.ceil(count * 1.25)).fill(tcpState.BOUND);
      remotePorts = new Uint16Array(states.length);
    }
    return { count, localPorts, states, processIds, localAddresses, remoteAddresses: localAddresses, remotePorts };
  };

  return {
    summarize(table, counted) {
      if (counted !== countedBefore) {
        countedBefore = counted;
        tcpRanges = [counted.ipv4Tcp, counted.ipv6Tcp];
        udpRanges = [counted.ipv4Udp, counted.ipv6Udp];
      }
      const { takenAt } = table;
      const ofTcp = tcp.summarize(table, tcpRanges, takenAt);
      // Of IPv4 where nothing is in use: one limit for figures, chart and verdict.
      const fullest = fullestOf(ofTcp.ranges);
      const hasRange = udpRanges.some((range) => range !== null);
      return {
        figures: {
          takenAt,
          range: fullest?.range ?? counted.ipv4Tcp.range,
          usable: fullest?.usable ?? ofTcp.usable,
          inUse: ofTcp.inUse,
          byState: ofTcp.byState,
        },
        tcp: ofTcp,
        udp: table.udp && hasRange ? udp.summarize(bound(table.udp), udpRanges, takenAt) : null,
      };
    },
    forget(processId) {
      tcp.forget(processId);
      udp.forget(processId);
    },
  };
}
