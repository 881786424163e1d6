// The present state of the key and of what Windows makes of it.
import type { ChangeRecord } from '../history/change-record';
import type { PortRange, PortRanges, RangeReading } from '../port-ranges/dynamic-ranges';
import type { ParameterState } from '../registry/parameters';

/** Known patterns of who set what is there. */
export const likelySetters = ['nmap', 'exchange-2007', 'max-user-port-range', 'widest-range', 'article'] as const;

export type LikelySetter = (typeof likelySetters)[number];

/** The present state of the key and of what Windows makes of it. */
export interface ParametersView {
  readonly keyPath: string;
  readonly parameters: readonly ParameterState[];
  /** The range that Windows assigns TCP/IPv4 ports from right now. */
  readonly effective: RangeReading;
  /** All four, where this Windows has them and they can be changed; null before Vista. */
  readonly ranges: PortRanges | null;
  /** Port ranges of IPv4 that Windows assigns to nobody, of each transport; null where it does not tell. */
  readonly excluded: Readonly<Record<'tcp' | 'udp', readonly PortRange[] | null>>;
  /** A guess at who set what is there; null when no known pattern matches. */
  readonly origin: LikelySetter | null;
  /** The last change that was applied, for Undo and for the comparison after the restart. */
  readonly lastChange: ChangeRecord | null;
}
