// How full the usable ports are. The thresholds of 50 and 80 % are those of Microsoft's own diagnostic (TS_PortUsage),
// counted per local address; that of 95 % is this program's last warning.
// Protects: badge, task bar, alerts, chart and verdict agree, also at the edge: a level begins above its threshold.

/** In percent of the usable ports. */
export const thresholds = { warning: 50, critical: 80, lastWarning: 95 } as const;

/** The thresholds that are announced when they are crossed, lowest first. */
export const alertThresholds = [thresholds.warning, thresholds.critical, thresholds.lastWarning] as const;
export type AlertThreshold = (typeof alertThresholds)[number];

/** From this share on the ports count as exhausted: the last ones are hard to find, as Windows tries only so often. */
export const exhaustedShare = 0.995;

export type UsageLevel = 'normal' | 'warning' | 'critical';

/** The share of the usable ports that `ports` are, 0 to 1. No usable port at all is as bad as none left: 1. */
export function shareOfUsable(ports: number, usable: number): number {
  return usable <= 0 ? 1 : ports / usable;
}

/** Whether a share (0 to 1) is above `threshold` (percent). */
export function isOver(share: number, threshold: number): boolean {
  return share > threshold / 100;
}

/** The level of a share of the usable ports, 0 to 1. */
export function levelOfShare(share: number): UsageLevel {
  if (isOver(share, thresholds.critical)) return 'critical';
  return isOver(share, thresholds.warning) ? 'warning' : 'normal';
}
