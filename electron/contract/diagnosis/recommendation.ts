// The change that would give enough ports, each bound with its reason; or why there is none.
import type { PortRange, RangeName } from '../port-ranges/dynamic-ranges';
import type { Listener } from '../change/side-effects';

/** Why there is no recommendation. */
export const recommendationRefusals = [
  /** Enough ports are free. */
  'enough-ports',
  /** More ports only delay what a leak does. */
  'leak',
  /** The cause was not seen. */
  'cause-unknown',
  /** The value that is stored gives more from the next restart on. */
  'restart-first',
  /** The range is as wide as it can be, or nearly. */
  'widest-already',
  /** The range in effect, or the release of Windows, is not known. */
  'range-unknown',
  /** The sockets are those of another computer than the one whose range is changed. */
  'other-computer',
] as const;
export type RecommendationRefusal = (typeof recommendationRefusals)[number];

/** What decides where a range begins. */
export type StartReason =
  /** It gives as many ports as are needed, and leaves alone what lies below. */
  | { readonly code: 'enough'; readonly needed: number }
  | { readonly code: 'above-listener'; readonly listener: Listener }
  | { readonly code: 'above-excluded'; readonly excluded: PortRange }
  /** Below it this many ports in a row stay free for WSL. */
  | { readonly code: 'above-wsl-block'; readonly block: PortRange }
  | { readonly code: 'lowest-allowed' }
  /** It stays where it is. */
  | { readonly code: 'unchanged' };

/** What decides where it ends. */
export type EndReason =
  | { readonly code: 'enough'; readonly needed: number }
  | { readonly code: 'below-listener'; readonly listener: Listener }
  | { readonly code: 'below-excluded'; readonly excluded: PortRange }
  | { readonly code: 'highest-allowed' }
  | { readonly code: 'unchanged' };

/** What of the new ports others need: nobody who is not told may have it happen. */
export interface RecommendationNotes {
  /** Listeners on ports that are new in the range, as far as they are known. */
  readonly listeners: readonly Listener[];
  /** Excluded ports that are new in the range, as far as they are known; they are not counted. */
  readonly excluded: number;
  /** False where fewer ports than are needed could be had. */
  readonly isEnough: boolean;
  /** Whether the listeners and excluded ranges of this transport could be read. */
  readonly areListenersKnown: boolean;
  readonly areExcludedKnown: boolean;
  /** Whether 4,096 ports in a row are left for WSL; null where nobody needs them. */
  readonly leavesWslBlock: boolean | null;
}

export type Recommendation =
  | ({
      readonly kind: 'range';
      /** The ranges to set, all alike. */
      readonly names: readonly RangeName[];
      readonly range: PortRange;
      /** Without the excluded parts, now and then. */
      readonly usableBefore: number;
      readonly usableAfter: number;
      readonly start: StartReason;
      readonly end: EndReason;
    } & RecommendationNotes)
  | ({
      readonly kind: 'MaxUserPort';
      readonly value: number;
      readonly usableBefore: number;
      readonly usableAfter: number;
      readonly end: EndReason;
    } & RecommendationNotes)
  | { readonly kind: 'none'; readonly why: RecommendationRefusal };
