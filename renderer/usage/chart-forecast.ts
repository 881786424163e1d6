// The forecast as the chart draws it: from the ports in use now to the limit. Pure.
// Protects: it is drawn only where the curve that is shown is the one it is about, and ends when the figures say so.
import type { PortsAtRisk } from '../../electron/contract/usage/ports-at-risk';
import type { UsageTrend } from '../../electron/contract/usage/usage';

export interface ChartForecast {
  /** Milliseconds until the limit is reached: the estimate, and the ends of its range; null is open. */
  readonly middleMs: number;
  readonly lowMs: number;
  readonly highMs: number | null;
}

const minute = 60_000;
/** Where the fullest address holds fewer of the ports that are shown, it has a curve of its own. */
const leastShare = 0.9;

/** `risk` is what the trend is about, `shown` what the curve shows; null where there is no rise, or it is that of another curve. */
export function chartForecast(
  trend: UsageTrend | null,
  risk: PortsAtRisk | null,
  shown: { readonly ports: number; readonly usable: number },
): ChartForecast | null {
  const rise = trend?.forecast.kind === 'rising' ? trend.forecast : (trend?.early ?? null);
  if (!rise || !risk || risk.usable !== shown.usable || risk.ports < shown.ports * leastShare) return null;
  const { low, high } = rise.toExhaustion;
  const middle = (risk.usable - risk.ports) / rise.perMinute;
  return { middleMs: middle * minute, lowMs: low * minute, highMs: high === null ? null : high * minute };
}
