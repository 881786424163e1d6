// The change that the verdict recommends, as the choices of the value step. Pure.
import { initialDrafts, type AllDrafts } from './drafts';
import type { Recommendation } from '../../electron/contract/diagnosis/recommendation';

/** Nothing where there is no recommendation. */
export function recommendedDrafts(recommendation: Recommendation | null): Partial<AllDrafts> {
  switch (recommendation?.kind) {
    case 'range': {
      const { names, range } = recommendation;
      const start = String(range.start);
      const number = String(range.number);
      return names.includes('ipv4Tcp') || names.includes('ipv6Tcp') ? { range: { choice: 'set', start, number } } : {};
    }
    case 'MaxUserPort':
      return { MaxUserPort: { ...initialDrafts.MaxUserPort, choice: 'set', text: String(recommendation.value) } };
    case 'none':
    case undefined:
      return {};
  }
}
