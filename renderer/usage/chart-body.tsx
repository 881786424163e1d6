// The drawn chart with what belongs to it: crosshair, tooltip, keys, legend and foot. It fills its container.
// Protects: the exact figures at the crosshair are also text, and everything can be reached without a mouse.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useMemo, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { hasMeasurement, momentAt, type ChartData, type ChartMoment } from './chart-data';
import { ChartFoot } from './chart-foot';
import type { ChartCursor } from './chart-events';
import { groupsSeen } from './chart-groups';
import { ChartLegend } from './chart-legend';
import type { ChartMark } from './chart-marks';
import type { ShownTime } from './chart-scales';
import { ChartTooltip, useMomentText } from './chart-tooltip';
import type { UsageChart } from './usage-chart';

const useStyles = makeStyles({
  frame: { position: 'relative', flex: 1, minHeight: '240px' },
  // As large as its frame, which can become smaller than what is drawn.
  chart: {
    position: 'absolute',
    inset: 0,
    overflow: 'hidden',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  invisible: { visibility: 'hidden' },
  empty: {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeContent: 'center',
    padding: tokens.spacingHorizontalXXL,
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
    pointerEvents: 'none',
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** In CSS pixels: a mark so near to the crosshair is named. */
const markReach = 12;
/** In CSS pixels: a longer way of the pressed pointer is no click. */
const clickReach = 4;

/** A chart that is drawn outside React. */
export interface ShownChart {
  readonly frameRef: RefObject<HTMLDivElement | null>;
  readonly chartRef: RefObject<UsageChart | null>;
  /** Null until there are data. */
  readonly drawn: { readonly data: ChartData; readonly time: ShownTime } | null;
  readonly cursor: ChartCursor | null;
  readonly zoomBy: (factor: number) => void;
  /** By this share of the time shown, negative to earlier. */
  readonly panBy: (share: number) => void;
}

export interface ChartBodyProps {
  readonly chart: ShownChart;
  readonly marks: readonly ChartMark[];
  /** What the keys and the mouse do. */
  readonly keysText: string;
  /** Shown in the place of the chart while there is nothing to draw. */
  readonly emptyText: string;
  readonly footText: string;
  /** So many gaps are told one by one. */
  readonly shownGaps?: number;
  /** Names a moment. */
  readonly timeText: (at: number) => string;
  /** What other keys than those of every chart do. */
  readonly moreKeys?: Readonly<Record<string, () => void>>;
  /** A moment was selected. */
  readonly onSelect?: (at: number) => void;
}

export function ChartBody(props: ChartBodyProps) {
  const { chart, marks, keysText, emptyText, footText, shownGaps = 1, timeText, moreKeys = {}, onSelect } = props;
  const { frameRef, chartRef, drawn, cursor, zoomBy, panBy } = chart;
  const { t } = useTranslation();
  const styles = useStyles();
  const keysId = useId();
  const momentText = useMomentText(timeText);
  const pressedAt = useRef(0);

  const last = drawn && lastMoment(drawn.data, drawn.time.now === null);
  const seen = useMemo(() => (drawn ? groupsSeen(drawn.data.byState) : []), [drawn]);
  const isMeasured = useMemo(() => drawn !== null && hasMeasurement(drawn.data), [drawn]);
  const moment = drawn && cursor ? momentAt(drawn.data, cursor.row) : null;
  const near = drawn && cursor && moment ? marksNear(marks, moment.at, drawn.time, cursor.width) : [];

  const move = (by: number) => {
    const rows = drawn?.data.times.length ?? 0;
    if (rows > 0) chartRef.current?.point(Math.min(rows - 1, Math.max(0, (cursor?.row ?? rows) + by)));
  };
  const select = () => {
    if (moment) onSelect?.(moment.at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? panBy(-0.2) : move(-1)),
      ArrowRight: () => (event.shiftKey ? panBy(0.2) : move(1)),
      '+': () => zoomBy(0.5),
      '=': () => zoomBy(0.5),
      '-': () => zoomBy(2),
      Escape: () => chartRef.current?.point(null),
      ...(onSelect && { Enter: select }),
      ...moreKeys,
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  const onPress = (event: PointerEvent) => (pressedAt.current = event.clientX);

  return (
    <>
      <div className={styles.frame}>
        {/* A chart that is worked with keys: "application" lets a screen reader hand them on. */}
        <div
          ref={frameRef}
          className={mergeClasses(styles.chart, !isMeasured && styles.invisible)}
          role="application"
          tabIndex={0}
          aria-label={t('live.chart.label')}
          aria-describedby={keysId}
          onKeyDown={onKeyDown}
          onPointerDown={onPress}
          onClick={({ clientX }) => Math.abs(clientX - pressedAt.current) < clickReach && select()}
        />
        {!isMeasured && <div className={styles.empty}>{emptyText}</div>}
        {moment && cursor && <ChartTooltip moment={moment} cursor={cursor} marks={near} timeText={timeText} />}
      </div>
      <div role="status" className={styles.hidden}>
        {moment && momentText(moment, near)}
      </div>
      <span id={keysId} className={styles.hidden}>
        {keysText}
      </span>
      <ChartFoot
        legend={last?.byState && <ChartLegend byState={last.byState} seen={seen} />}
        text={footText}
        gaps={drawn?.data.gaps ?? []}
        marks={drawn ? marks.filter(({ at }) => at >= drawn.time.from && at <= drawn.time.to) : []}
        shownGaps={shownGaps}
        timeText={timeText}
        onZoom={zoomBy}
        onPan={panBy}
      />
    </>
  );
}

/** Of time that has passed, the last one that was measured. */
function lastMoment(data: ChartData, isPast: boolean): ChartMoment | null {
  const measured = isPast ? data.usable.findLastIndex((usable) => usable !== null) : -1;
  return momentAt(data, measured === -1 ? data.times.length - 1 : measured);
}

function marksNear(marks: readonly ChartMark[], at: number, time: ShownTime, width: number): readonly ChartMark[] {
  const reachMs = ((time.to - time.from) / Math.max(1, width)) * markReach;
  return marks.filter((mark) => Math.abs(mark.at - at) <= reachMs);
}
