// One status for the badge, the task bar, the alerts and the verdict: the worst of level, trend and attempt. Pure.
// Protects: no all-clear before the trend is known, nor while what decides is unknown; more use is never a better status.
import { isOver, levelOfShare } from './levels';
import type { AttemptEvidence, Transport } from './port-attempt';
import { shareAtRisk } from './ports-at-risk';
import { atRisk, type UsageSample } from './sample';
import { statusLevels, type UsageStatus } from './status-levels';
import type { MinutesRange, UsageOutlook, UsageTrend } from './usage';

/** Minutes to exhaustion, at the pace of the last minutes. */
export const exhaustionMinutes = { warning: 120, critical: 30 } as const;
/** A DNS server opens thousands of UDP ports when it starts, and keeps them: below this percentage a rise says nothing. */
const leastUdpPercent = 20;

type Finding = Omit<UsageStatus, 'share'>;

/** The rise of a transport: how bad it is by the time that is left. */
export function trendLevel({
  forecast,
  early,
}: UsageTrend): { level: 'warning' | 'critical'; isEarly: boolean } | null {
  if (forecast.kind === 'exhausted') return { level: 'critical', isEarly: false };
  if (forecast.kind === 'rising') {
    const minutes = middleOf(forecast.toExhaustion);
    if (minutes <= exhaustionMinutes.critical) return { level: 'critical', isEarly: false };
    if (minutes <= exhaustionMinutes.warning) return { level: 'warning', isEarly: false };
  }
  return early === null ? null : { level: 'warning', isEarly: true };
}

/** The middle of a range of minutes; twice its near end where the far one is open. */
export function middleOf({ low, high }: MinutesRange): number {
  return high === null ? low * 2 : (low + high) / 2;
}

/** The same where it counts: a rise of few UDP ports does not. `share` of the usable ports that is in use, 0 to 1. */
export function riseOf(transport: Transport, share: number, trend: UsageTrend | null): ReturnType<typeof trendLevel> {
  const isJudged = transport === 'tcp' || isOver(share, leastUdpPercent);
  return isJudged && trend ? trendLevel(trend) : null;
}

export interface StatusInput {
  readonly sample: UsageSample;
  /** Null where nothing was recorded before. */
  readonly outlook: Pick<UsageOutlook, 'forecast' | 'early' | 'udp' | 'remainingMs'> | null;
  /** Only those that were made. */
  readonly attempts: readonly AttemptEvidence[];
}

export function statusOf({ sample, outlook, attempts }: StatusInput): UsageStatus {
  const refused = attempts.find(({ answer }) => answer.kind === 'refused');
  const findings: Finding[] = refused ? [{ level: 'critical', because: 'attempt', transport: refused.transport }] : [];
  if (!sample.ok) return worst([...findings, { level: 'unknown', because: 'not-measured', transport: null }], null);
  const trends = { tcp: outlook, udp: outlook?.udp ?? null };
  let share = 0;
  for (const transport of ['tcp', 'udp'] as const) {
    const risk = atRisk(sample, transport);
    if (!risk) continue;
    const used = shareAtRisk(risk);
    share = Math.max(share, used);
    const level = levelOfShare(used);
    if (level !== 'normal') findings.push({ level, because: 'level', transport });
    const rise = riseOf(transport, used, trends[transport]);
    if (rise) findings.push({ level: rise.level, because: rise.isEarly ? 'early-trend' : 'trend', transport });
  }
  if (!sample.details.tellsBound) findings.push({ level: 'unknown', because: 'bound-unknown', transport: 'tcp' });
  if (outlook === null || outlook.remainingMs > 0)
    findings.push({ level: 'watching', because: 'watching', transport: null });
  return worst(findings, share);
}

/** The first of the worst findings. */
function worst(findings: readonly Finding[], share: number | null): UsageStatus {
  const none: Finding = { level: 'normal', because: null, transport: null };
  const found = findings.reduce(
    (most, finding) => (statusLevels.indexOf(finding.level) > statusLevels.indexOf(most.level) ? finding : most),
    none,
  );
  return { ...found, share };
}
