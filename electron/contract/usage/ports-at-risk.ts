// Where the ports run out first: at the fullest address of a dynamic range, and where all addresses together leave none.
import { rangesOf, type RangeName } from '../port-ranges/dynamic-ranges';
import { exhaustedShare, shareOfUsable } from './levels';
import type { Transport } from './port-attempt';
import type { RangeUsage } from './usage';

export interface PortsAtRisk {
  /** Null where the ranges could not be told apart. */
  readonly range: RangeName | null;
  readonly ports: number;
  readonly usable: number;
  /** The fullest local address; null for all of them together, and where none holds a port. */
  readonly address: string | null;
}

/** By default a port of no particular address is assigned once, however many addresses there are; a connection takes it at its address alone. */
export function riskOf({ name, ports, usable, busiest }: RangeUsage): PortsAtRisk {
  const isFull = (some: number) => shareOfUsable(some, usable) >= exhaustedShare;
  if (busiest === null || (isFull(ports) && !isFull(busiest.ports)))
    return { range: name, ports, usable, address: null };
  return { range: name, ports: isFull(ports) ? ports : busiest.ports, usable, address: busiest.address };
}

/** 0 to 1. */
export function shareAtRisk({ ports, usable }: PortsAtRisk): number {
  return shareOfUsable(ports, usable);
}

/** The range of a transport with the greatest share; null where none is known. */
export function fullestRange(ranges: readonly RangeUsage[], transport: Transport): PortsAtRisk | null {
  const names: readonly RangeName[] = rangesOf[transport];
  return ranges
    .filter(({ name }) => names.includes(name))
    .map(riskOf)
    .reduce<PortsAtRisk | null>(
      (fullest, risk) => (fullest === null || shareAtRisk(risk) > shareAtRisk(fullest) ? risk : fullest),
      null,
    );
}
