// A load on a machine whose four ranges are the same, for tests and benchmarks.
import type { PortRange } from '../../contract/port-ranges/dynamic-ranges';
import type { PracticeLoad } from '../../contract/usage/usage';
import type { Simulation } from '../interfaces/practice';

/** On Windows Server 2003, started at `startedAt`. */
export function simulationOf(load: PracticeLoad, range: PortRange, startedAt = 0): Simulation {
  return {
    load,
    ranges: { ipv4Tcp: range, ipv4Udp: range, ipv6Tcp: range, ipv6Udp: range },
    excluded: { tcp: [], udp: [] },
    timeWaitSeconds: 120,
    product: 'Windows Server 2003 R2',
    hasEventLog: false,
    isRestarted: false,
    startedAt,
  };
}
