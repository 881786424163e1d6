// The port probe of the practice machine: ports drawn from its simulated ranges. Nothing is opened anywhere.
// Protects: what it shows is the practice machine's, never that of the computer it runs on, and is labelled as simulated.
import type { PortRange, RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { isWithin } from '../../contract/port-ranges/port-ranges';
import { probeTries } from '../../contract/change/effect';
import type { PortProbe } from '../interfaces/ports';

/** Each port of the range in effect is equally likely; `random` gives numbers from 0 to below 1. */
export function simulatedProbe(
  effective: () => Promise<Readonly<Record<RangeName, PortRange>>>,
  random: () => number = Math.random,
): PortProbe {
  return {
    isSimulated: true,
    async run(name, fresh) {
      try {
        const { start, number } = (await effective())[name];
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
