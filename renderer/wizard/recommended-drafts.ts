// The change that the verdict recommends, as the choices of the value step. Pure.
import { initialDrafts, rangeDraftOf, type AllDrafts } from './drafts';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import { rangesOf } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { Recommendation } from '../../electron/contract/diagnosis/recommendation';

const transports = ['tcp', 'udp'] as const;

/** Nothing where there is no recommendation. */
export function recommendedDrafts(recommendation: Recommendation | null): Partial<AllDrafts> {
  switch (recommendation?.kind) {
    case 'range': {
      const { names, range } = recommendation;
      const draft = { choice: 'set', start: String(range.start), number: String(range.number) } as const;
      return Object.fromEntries(
        transports
          .filter((transport) => rangesOf[transport].some((name) => names.includes(name)))
          .map((transport) => [rangeDraftOf[transport], draft]),
      );
    }
    case 'MaxUserPort':
      return {
        MaxUserPort: { ...initialDrafts.MaxUserPort, choice: 'set', text: String(lastPort(recommendation.range)) },
      };
    case 'none':
    case undefined:
      return {};
  }
}
