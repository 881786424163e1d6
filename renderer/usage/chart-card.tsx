// The large chart in its card: span, scale, crosshair, keyboard. It fills its container.
// Protects: the exact figures at the crosshair are also text, and everything can be reached without a mouse.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useImperativeHandle, useMemo, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { hasMeasurement, momentAt } from './chart-data';
import { ChartFoot } from './chart-foot';
import { groupsSeen, groupsWithPorts } from './chart-groups';
import { ChartLegend } from './chart-legend';
import type { ChartMark } from './chart-marks';
import { chartPicture } from './chart-picture';
import { portScales, type PortScale } from './chart-scales';
import { ChartTooltip, useMomentText } from './chart-tooltip';
import { spans } from './chart-window';
import { Choices } from './choices';
import { useGroupName } from './state-words';
import { useChartColors } from './use-chart-colors';
import { useChartDrawing, type ChartInput, type Drawn } from './use-chart-drawing';
import { questionFor } from './use-live-chart-data';
import type { UsageFilter } from './used-by-rows';
import { Card } from '../ui/card';
import { useMachine } from '../machine/machine-context';
import type { HistoryQuestion } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
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

/** What the page saves of the chart. */
export interface ChartHandle {
  /** The chart with title, source, time and legend as a PNG; null where it cannot be drawn. */
  picture(): Promise<Uint8Array | null>;
  /** The question whose answer is what is shown. */
  question(): HistoryQuestion;
}

export interface ChartCardProps extends Omit<ChartInput, 'subject' | 'scale'> {
  readonly ref: Ref<ChartHandle>;
  readonly filter: UsageFilter | null;
  /** Null where nothing was filtered by the person. */
  readonly onClearFilter: (() => void) | null;
  /** Where the sockets are, for the picture. */
  readonly sourceText: string;
  /** Shown in the place of the chart while there is nothing to draw. */
  readonly emptyText: string;
  /** How it is measured. */
  readonly footText: string;
  readonly className?: string;
}

export function ChartCard(props: ChartCardProps) {
  const { ref, filter, onClearFilter, sourceText, emptyText, footText, className, ...input } = props;
  const { view, dispatch, marks } = input;
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const colors = useChartColors();
  const groupName = useGroupName();
  const momentText = useMomentText();
  const [scale, setScale] = useState<PortScale>('auto');
  const subject = filter?.subject ?? null;
  const { frameRef, chartRef, drawn, cursor, zoomBy, panBy } = useChartDrawing({ ...input, subject, scale });

  const last = drawn && momentAt(drawn.data, drawn.data.times.length - 1);
  const seen = useMemo(() => (drawn ? groupsSeen(drawn.data.byState) : []), [drawn]);
  const isMeasured = useMemo(() => drawn !== null && hasMeasurement(drawn.data), [drawn]);
  const moment = drawn && cursor ? momentAt(drawn.data, cursor.row) : null;
  const near = drawn && cursor && moment ? marksNear(marks, moment.at, drawn, cursor.width) : [];

  useImperativeHandle(ref, () => ({
    question: () => ({
      ...questionFor(view, subject, Date.now()),
      ...(drawn && { from: drawn.time.from, to: drawn.time.now ?? drawn.time.to }),
    }),
    async picture() {
      const canvas = chartRef.current?.canvas();
      if (!canvas || !drawn) return null;
      const { from, to, now } = drawn.time;
      const time = t('live.chart.stretch', {
        from: formats.dateTime(new Date(from).toISOString()),
        to: formats.dateTime(new Date(now ?? to).toISOString()),
      });
      return chartPicture(canvas, colors, {
        title: t('live.chart.title'),
        lines: [[sourceText, ...(filter ? [filter.name] : [])].join(' · '), time],
        legend: groupsWithPorts(last?.byState ?? [], seen).map((group) => ({
          group: group.group,
          text: t('usage.part', { state: groupName(group), ports: formats.count(group.ports) }),
        })),
      });
    },
  }));

  const move = (by: number) => {
    const rows = drawn?.data.times.length ?? 0;
    if (rows > 0) chartRef.current?.point(Math.min(rows - 1, Math.max(0, (cursor?.row ?? rows) + by)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? panBy(-0.2) : move(-1)),
      ArrowRight: () => (event.shiftKey ? panBy(0.2) : move(1)),
      '+': () => zoomBy(0.5),
      '=': () => zoomBy(0.5),
      '-': () => zoomBy(2),
      ' ': () => dispatch(view.end === null ? { type: 'pause', now: Date.now() } : { type: 'follow' }),
      End: () => dispatch({ type: 'follow' }),
      Escape: () => chartRef.current?.point(null),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  };

  return (
    <Card
      title={t('live.chart.title')}
      className={className}
      actions={
        <div className={styles.bar}>
          {filter && onClearFilter && (
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('live.chart.filter', { what: filter.name })}
              onClick={onClearFilter}
            >
              {filter.name}
            </Button>
          )}
          <Choices
            label={t('live.chart.ranges')}
            choices={(['auto', ...spans] as const).map((span) => ({
              name: t(`live.chart.range.${span}`),
              isChosen: span === 'auto' ? view.isAuto : !view.isAuto && view.spanMs === span * 1000,
              choose: () => dispatch({ type: 'span', spanMs: span === 'auto' ? span : span * 1000 }),
            }))}
          />
          <Choices
            label={t('live.chart.scales')}
            choices={portScales.map((each) => ({
              name: t(`live.chart.scale.${each}`),
              isChosen: scale === each,
              choose: () => setScale(each),
            }))}
          />
        </div>
      }
    >
      <div className={styles.frame}>
        {/* A chart that is worked with keys: "application" lets a screen reader hand them on. */}
        <div
          ref={frameRef}
          className={mergeClasses(styles.chart, !isMeasured && styles.invisible)}
          role="application"
          tabIndex={0}
          aria-label={t('live.chart.label')}
          aria-describedby="live-chart-keys"
          onKeyDown={onKeyDown}
        />
        {!isMeasured && <div className={styles.empty}>{emptyText}</div>}
        {moment && cursor && <ChartTooltip moment={moment} cursor={cursor} marks={near} />}
      </div>
      <div role="status" className={styles.hidden}>
        {moment && momentText(moment, near)}
      </div>
      <span id="live-chart-keys" className={styles.hidden}>
        {t('live.chart.keys')} {t('live.chart.mouse')}
      </span>
      <ChartFoot
        legend={last?.byState && <ChartLegend byState={last.byState} seen={seen} />}
        text={footText}
        gaps={drawn?.data.gaps ?? []}
        marks={drawn ? marks.filter(({ at }) => at >= drawn.time.from && at <= drawn.time.to) : []}
        onZoom={zoomBy}
        onPan={panBy}
      />
    </Card>
  );
}

function marksNear(marks: readonly ChartMark[], at: number, { time }: Drawn, width: number): readonly ChartMark[] {
  const reachMs = ((time.to - time.from) / Math.max(1, width)) * markReach;
  return marks.filter((mark) => Math.abs(mark.at - at) <= reachMs);
}
