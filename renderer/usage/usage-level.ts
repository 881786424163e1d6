// How full the range is, by the thresholds of Microsoft's own diagnostic: over 50 % a warning, over 80 % critical.
import type { UsageFigures } from '../../electron/contract/models';

export type UsageLevel = 'normal' | 'warning' | 'critical';

export function shareOf({ inUse, range }: UsageFigures): number {
  return range.number === 0 ? 0 : inUse / range.number;
}

export function levelOf(figures: UsageFigures): UsageLevel {
  const share = shareOf(figures);
  if (share > 0.8) return 'critical';
  return share > 0.5 ? 'warning' : 'normal';
}
