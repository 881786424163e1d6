// Judges from the figures whether exhausted ephemeral ports are a likely cause of the trouble. Pure.
import type { Likelihood, UsageSample } from '../contract/models';

/** Shares of the range from which Microsoft's own diagnostic (TS_PortUsage) warns, and calls it critical. */
export const warningShare = 0.5;
export const criticalShare = 0.8;

/** Likely above 80 % of the range, possible above 50 %, otherwise unlikely; not known without figures. */
export function likelihoodOf(sample: UsageSample): Likelihood {
  if (!sample.ok || sample.figures.usable === 0) return 'not-known';
  // Ports run out for each local address apart.
  const share = (sample.details.busiest?.ports ?? sample.figures.inUse) / sample.figures.usable;
  if (share > criticalShare) return 'likely';
  return share > warningShare ? 'possible' : 'unlikely';
}
