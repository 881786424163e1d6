// How full the range is, by the thresholds of Microsoft's own diagnostic: over 50 % a warning, over 80 % critical.
// Counted at the local address with the most ports, since they run out for each address apart.
import type { UsageSample } from '../../electron/contract/usage/sample';

export type UsageLevel = 'normal' | 'warning' | 'critical';
export type GoodSample = Extract<UsageSample, { ok: true }>;

export function shareOf({ figures, details }: GoodSample): number {
  return figures.usable === 0 ? 0 : (details.busiest?.ports ?? figures.inUse) / figures.usable;
}

export function levelOf(sample: GoodSample): UsageLevel {
  return levelOfShare(shareOf(sample));
}

export function levelOfShare(share: number): UsageLevel {
  if (share > 0.8) return 'critical';
  return share > 0.5 ? 'warning' : 'normal';
}
