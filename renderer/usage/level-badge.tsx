// How it stands with the ports, as a word with a color: the one status that task bar, alerts and verdict go by too.
// Protects: beside a verdict it does not contradict it, which knows more: causes, what was before, and which rise ends by itself.
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MeasuredSample } from '../../electron/contract/usage/sample';
import type { Severity } from '../../electron/contract/diagnosis/verdict';
import { statusLevels, type StatusLevel, type UsageStatus } from '../../electron/contract/usage/status-levels';

const colors = {
  normal: 'success',
  watching: 'informative',
  unknown: 'informative',
  warning: 'warning',
  critical: 'danger',
} as const;

export interface LevelBadgeProps {
  readonly sample: MeasuredSample;
  /** Of the verdict that stands beside it; null where none does. */
  readonly severity?: Severity | null;
}

/** How bad a verdict is, on the scale of the status. */
const levels = {
  ok: 'normal',
  neutral: 'watching',
  unknown: 'unknown',
  warning: 'warning',
  critical: 'critical',
} as const satisfies Record<Severity, StatusLevel>;

export function LevelBadge({ sample, severity = null }: LevelBadgeProps) {
  const { t } = useTranslation();
  const { status } = sample.details;
  if (status === null) return null;
  const judged = severity && levels[severity];
  const isJudged = judged !== null && judged !== status.level && !isFact(status, judged);
  const level = isJudged ? judged : status.level;
  return (
    <Badge
      appearance="tint"
      color={colors[level]}
      title={t(`usage.statusReasons.${isJudged ? 'verdict' : reasonOf(status)}`)}
    >
      {t(`usage.levelBadge.${wordFor(level, isJudged, status)}`)}
    </Badge>
  );
}

/** The figures beside it are those of TCP: what is bad about UDP says so. */
function wordFor(level: StatusLevel, isJudged: boolean, { transport }: UsageStatus) {
  if (level !== 'warning' && level !== 'critical') return level;
  if (isJudged) return 'verdict';
  return transport === 'udp' ? (`udp-${level}` as const) : level;
}

/** Whether the status rests on what was measured just now, and is worse than the verdict: a trend is the verdict's to judge. */
function isFact({ level, because }: UsageStatus, judged: StatusLevel): boolean {
  return (because === 'level' || because === 'attempt') && statusLevels.indexOf(level) > statusLevels.indexOf(judged);
}

function reasonOf({ because, transport }: UsageStatus) {
  if (because === null) return 'normal';
  return transport === 'udp' && (because === 'level' || because === 'trend' || because === 'early-trend')
    ? (`udp-${because}` as const)
    : because;
}
