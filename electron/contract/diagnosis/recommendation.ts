// The change that would give enough ports, each bound with its reason; or why there is none.
import type { Listener } from '../change/side-effects';
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';

/** Why there is no recommendation. */
export const recommendationRefusals = [
  /** Enough ports are free. */
  'enough-ports',
  /** Enough ports are free now, and the range would hardly become larger. */
  'little-gain',
  /** More ports only delay what a leak does. */
  'leak',
  /** What takes the ports was not seen. */
  'cause-unknown',
  /** The value that is stored gives more from the next restart on. */
  'restart-first',
  /** There are hardly more to be had. */
  'widest-already',
  /** The range in effect, or the release of Windows, is not known. */
  'range-unknown',
  /** The sockets are those of another computer than the one whose range is changed. */
  'other-computer',
] as const;
export type RecommendationRefusal = (typeof recommendationRefusals)[number];

/** What decides where the new range begins, or ends. */
export type BoundReason =
  /** From here on it has the ports that are needed; what lies beyond is left alone. */
  | { readonly code: 'enough'; readonly needed: number }
  /** It stops beside a port that somebody listens on. */
  | { readonly code: 'listener'; readonly listener: Listener }
  /** It stops beside an excluded range. */
  | { readonly code: 'excluded'; readonly excluded: PortRange }
  /** These ports in a row stay free for WSL. */
  | { readonly code: 'wsl-block'; readonly block: PortRange }
  /** Windows allows no more. */
  | { readonly code: 'limit' };

export type Recommendation =
  | {
      readonly kind: 'range' | 'MaxUserPort';
      /** The ranges to set, all alike; that of TCP/IPv4 for MaxUserPort. */
      readonly names: readonly RangeName[];
      readonly range: PortRange;
      /** Ports without their excluded parts, now and then. */
      readonly usableBefore: number;
      readonly usableAfter: number;
      readonly start: BoundReason;
      readonly end: BoundReason;
      /** False where fewer than are needed can be had. */
      readonly isEnough: boolean;
      /** Listeners on ports that are new in the range; null where they could not be read, or are not known for UDP. */
      readonly listeners: readonly Listener[] | null;
      /** Excluded ports that are new in the range, and not counted; null where they could not be read. */
      readonly excluded: number | null;
      /** Whether WSL keeps the ports in a row that it wants; null where it does not run here. */
      readonly leavesWslBlock: boolean | null;
    }
  | { readonly kind: 'none'; readonly why: RecommendationRefusal };
