// The exact figures at the crosshair: beside it for those who see, as a line of text for screen readers.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { groupStyle } from './chart-colors';
import type { ChartMoment } from './chart-data';
import type { ChartCursor } from './chart-events';
import { groupsWithPorts } from './chart-groups';
import type { ChartMark } from './chart-marks';
import { useReasonText } from './gap-text';
import { useGroupName, useStatesText } from './state-words';
import { useChartColors } from './use-chart-colors';

const useStyles = makeStyles({
  tooltip: {
    position: 'absolute',
    insetBlockStart: '28px',
    zIndex: 1,
    display: 'flex',
    flexDirection: 'column',
    width: 'max-content',
    maxWidth: '220px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
    pointerEvents: 'none',
  },
  when: { fontWeight: tokens.fontWeightSemibold },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginInlineEnd: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
  },
  mark: { color: tokens.colorNeutralForeground3 },
});

/** In CSS pixels: further right than this share of the width, it stands on the left of the crosshair. */
const gap = 12;

export interface ChartTooltipProps {
  readonly moment: ChartMoment;
  readonly cursor: ChartCursor;
  readonly marks: readonly ChartMark[];
  /** Names a moment. */
  readonly timeText: (at: number) => string;
}

export function ChartTooltip({ moment, cursor: { left, width }, marks, timeText }: ChartTooltipProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const colors = useChartColors();
  const groupName = useGroupName();
  const summary = useMomentSummary(timeText);
  const place = left > width / 2 ? { right: width - left + gap } : { left: left + gap };
  return (
    <div className={styles.tooltip} style={place} aria-hidden>
      <span className={styles.when}>{summary(moment)}</span>
      {groupsWithPorts(moment.byState ?? [])
        .toReversed()
        .filter(({ ports }) => ports > 0)
        .map((group) => (
          <span key={group.group}>
            <span className={styles.swatch} style={groupStyle(colors, group.group)} />
            {t('usage.part', { state: groupName(group), ports: formats.count(group.ports) })}
          </span>
        ))}
      {marks.map(({ at, text }) => (
        <span key={`${at} ${text}`} className={styles.mark}>
          {text}
        </span>
      ))}
    </div>
  );
}

/** One moment as a line of text, with every state by name. */
export function useMomentText(
  timeText: (at: number) => string,
): (moment: ChartMoment, marks: readonly ChartMark[]) => string {
  const summary = useMomentSummary(timeText);
  const statesText = useStatesText();
  return (moment, marks) =>
    [summary(moment), statesText(moment.byState ?? []), ...marks.map(({ text }) => text)]
      .filter((text) => text !== '')
      .join('. ');
}

function useMomentSummary(timeText: (at: number) => string): (moment: ChartMoment) => string {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const reasonText = useReasonText();
  return ({ at, total, usable, reason }) => {
    const when = timeText(at);
    if (total === null) return t('live.chart.noMeasurement', { when, reason: reasonText(reason ?? 'no-sample') });
    const ports = formats.count(total);
    return usable === null
      ? t('live.chart.moment', { when, total: ports })
      : t('live.chart.momentLimit', { when, total: ports, limit: formats.count(usable) });
  };
}
