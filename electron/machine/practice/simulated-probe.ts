// The port probe of the practice machine: ports drawn from its simulated range. No connection is opened anywhere.
// Protects: what it shows is the practice machine's, never that of the computer it runs on, and is labelled as simulated.
import type { PortRange, RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { isWithin } from '../../contract/port-ranges/port-ranges';
import { probeTries, type IpVersion } from '../../contract/change/effect';
import type { PortProbe } from '../interfaces/ports';

const rangeOf = { ipv4: 'ipv4Tcp', ipv6: 'ipv6Tcp' } as const satisfies Record<IpVersion, RangeName>;

/** Each port of the range in effect is equally likely; `random` gives numbers from 0 to below 1. */
export function simulatedProbe(
  effective: () => Promise<Readonly<Record<RangeName, PortRange>>>,
  random: () => number = Math.random,
): PortProbe {
  return {
    isSimulated: true,
    async run(ip, fresh) {
      try {
        const { start, number } = (await effective())[rangeOf[ip]];
        const ports: number[] = [];
        while (ports.length < probeTries) {
          const port = start + Math.floor(random() * number);
          ports.push(port);
          if (fresh.some((range) => isWithin(port, range))) return { ports, ended: 'new-port-seen', detail: '' };
        }
        return { ports, ended: 'tries-used', detail: '' };
      } catch (error) {
        return { ports: [], ended: 'failed', detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
