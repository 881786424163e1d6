// Whether the trend is known, as evidence. Pure.
// Protects: without a trend there is no all-clear.
import type { TrendEvidence } from '../contract/diagnosis/diagnosis';
import type { UsageOutlook } from '../contract/usage/usage';

/** Of a computer that is being watched. */
export function trendOf({ remainingMs }: UsageOutlook): TrendEvidence {
  return remainingMs > 0 ? { kind: 'watching', remainingMs } : { kind: 'known' };
}
