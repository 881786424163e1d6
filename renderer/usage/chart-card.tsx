// The large chart in its card: span, scale, crosshair, keyboard. It fills its container.
// Protects: the exact figures at the crosshair are also text, and everything can be reached without a mouse.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { momentAt, type ChartData } from './chart-data';
import type { ChartForecast } from './chart-forecast';
import { ChartFoot } from './chart-foot';
import { groupsSeen, groupsWithPorts } from './chart-groups';
import { largeLayout } from './chart-layouts';
import { ChartLegend } from './chart-legend';
import type { ChartMark } from './chart-marks';
import { chartPicture } from './chart-picture';
import { futureMs, portScales, type PortScale, type ShownTime } from './chart-scales';
import { ChartTooltip, useMomentText } from './chart-tooltip';
import { shownSpan, spans, type ChartWindow, type WindowAction } from './chart-window';
import { Choices } from './choices';
import { useGroupName } from './state-words';
import { createUsageChart } from './usage-chart';
import type { ChartCursor } from './chart-events';
import { useChartColors } from './use-chart-colors';
import { useChartOptions } from './use-chart-options';
import { questionFor, useLiveChartData } from './use-live-chart-data';
import { useMountedChart } from './use-mounted-chart';
import type { UsageFilter } from './used-by';
import { Card } from '../ui/card';
import { useMachine } from '../machine/machine-context';
import type { HistoryQuestion } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  legend: {
    minHeight: '20px',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
  },
  frame: { position: 'relative', flex: 1, minHeight: '240px' },
  // As large as its frame, which can become smaller than what is drawn.
  chart: {
    position: 'absolute',
    inset: 0,
    overflow: 'hidden',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  empty: {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeContent: 'center',
    textAlign: 'center',
    padding: tokens.spacingHorizontalXXL,
    color: tokens.colorNeutralForeground3,
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

export interface ChartCardProps {
  readonly ref: Ref<ChartHandle>;
  readonly view: ChartWindow;
  readonly dispatch: (action: WindowAction) => void;
  readonly filter: UsageFilter | null;
  readonly onClearFilter: () => void;
  /** Differs when other sockets are measured. */
  readonly generation: string;
  /** Ports: of the range that is shown alone, or of all; null where the filter has none. */
  readonly limit: number | null;
  readonly forecast: ChartForecast | null;
  readonly marks: readonly ChartMark[];
  /** Where the sockets are, for the picture. */
  readonly sourceText: string;
  /** Shown in the place of the chart while there is nothing to draw. */
  readonly emptyText: string;
  /** How it is measured. */
  readonly footText: string;
  readonly className?: string;
}

interface Shown {
  readonly data: ChartData;
  readonly now: number;
  readonly time: ShownTime;
}

export function ChartCard(props: ChartCardProps) {
  const { ref, view, dispatch, filter, onClearFilter, generation, limit, forecast, marks, className } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const colors = useChartColors();
  const groupName = useGroupName();
  const momentText = useMomentText();
  const [scale, setScale] = useState<PortScale>('auto');
  const [shown, setShown] = useState<Shown | null>(null);
  const latest = useRef<Shown | null>(null);
  const [cursor, setCursor] = useState<ChartCursor | null>(null);

  const subject = filter?.subject ?? null;
  const options = useChartOptions(colors);
  const pastMs = useCallback(() => {
    const { from = 0, to = view.spanMs, now = null } = latest.current?.time ?? {};
    return (now ?? to) - from;
  }, [view]);
  const pastOf = useRef(pastMs);
  useEffect(() => {
    pastOf.current = pastMs;
  }, [pastMs]);
  const { frameRef, chartRef } = useMountedChart(options, (target, first) =>
    createUsageChart(target, largeLayout, first, {
      onCursor: setCursor,
      onSelect: (from, to) => dispatch({ type: 'show', from, to: Math.min(to, Date.now()), now: Date.now() }),
      onWheel({ factor, pan, center }) {
        const at = { shownMs: pastOf.current(), now: Date.now() };
        dispatch(pan === 0 ? { type: 'zoom', factor, center, ...at } : { type: 'pan', share: pan, ...at });
      },
    }),
  );

  const draw = useCallback(
    (data: ChartData, now: number) => {
      const { from, to } = shownSpan(view, now, data.times[0] ?? null);
      const isFollowing = view.end === null;
      const ahead = isFollowing && forecast ? futureMs(forecast.middleMs, to - from) : 0;
      const time = { from, to: to + ahead, now: isFollowing ? to : null };
      latest.current = { data, now, time };
      setShown(latest.current);
      chartRef.current?.draw({ data, shown: time, limit, scale, forecast: isFollowing ? forecast : null, marks });
    },
    [chartRef, view, limit, scale, forecast, marks],
  );
  useEffect(() => {
    if (latest.current) draw(latest.current.data, latest.current.now);
  }, [draw]);
  useLiveChartData(view, subject, generation, draw);

  useImperativeHandle(ref, () => ({
    question: () => ({
      ...questionFor(view, subject, Date.now()),
      ...(latest.current && { from: latest.current.time.from, to: latest.current.time.now ?? latest.current.time.to }),
    }),
    async picture() {
      const canvas = chartRef.current?.canvas();
      const { data, time } = latest.current ?? {};
      if (!canvas || !data || !time) return null;
      const stretch = t('live.chart.stretch', {
        from: formats.dateTime(new Date(time.from).toISOString()),
        to: formats.dateTime(new Date(time.now ?? time.to).toISOString()),
      });
      const groups = groupsWithPorts(momentAt(data, data.times.length - 1)?.byState ?? [], groupsSeen(data.byState));
      return chartPicture(canvas, colors, {
        title: t('live.chart.title'),
        lines: [[props.sourceText, filter?.name].filter(Boolean).join(' · '), stretch],
        legend: groups.map((group) => ({
          group: group.group,
          text: t('usage.part', { state: groupName(group), ports: formats.count(group.ports) }),
        })),
      });
    },
  }));

  const move = (by: number) => {
    const rows = shown?.data.times.length ?? 0;
    if (rows > 0) chartRef.current?.point(Math.min(rows - 1, Math.max(0, (cursor?.row ?? rows) + by)));
  };
  const zoomBy = (factor: number) =>
    dispatch({ type: 'zoom', factor, center: 0.5, shownMs: pastMs(), now: Date.now() });
  const panBy = (share: number) => dispatch({ type: 'pan', share, shownMs: pastMs(), now: Date.now() });
  const togglePause = () => dispatch(view.end === null ? { type: 'pause', now: Date.now() } : { type: 'follow' });
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? panBy(-0.2) : move(-1)),
      ArrowRight: () => (event.shiftKey ? panBy(0.2) : move(1)),
      '+': () => zoomBy(0.5),
      '=': () => zoomBy(0.5),
      '-': () => zoomBy(2),
      ' ': togglePause,
      End: () => dispatch({ type: 'follow' }),
      Escape: () => chartRef.current?.point(null),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  };

  const data = shown?.data ?? null;
  const last = data && momentAt(data, data.times.length - 1);
  const seen = useMemo(() => (shown ? groupsSeen(shown.data.byState) : []), [shown]);
  const moment = data && cursor ? momentAt(data, cursor.row) : null;
  const near = moment && shown ? marksNear(marks, moment.at, shown.time, frameRef.current?.clientWidth ?? 1) : [];
  const isEmpty = !data || data.times.length === 0 || seen.length === 0;
  return (
    <Card
      title={t('live.chart.title')}
      className={className}
      actions={
        <div className={styles.bar}>
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
      <div className={styles.legend}>
        {last?.byState && <ChartLegend byState={last.byState} seen={seen} />}
        {filter && subject?.kind !== 'range' && (
          <Button
            size="small"
            icon={<DismissRegular />}
            iconPosition="after"
            title={t('live.chart.filter', { what: filter.name })}
            onClick={onClearFilter}
          >
            {filter.name}
          </Button>
        )}
      </div>
      <div className={styles.frame}>
        {/* A chart that is worked with keys: "application" lets a screen reader hand them on. */}
        <div
          ref={frameRef}
          className={styles.chart}
          role="application"
          tabIndex={0}
          aria-label={t('live.chart.label')}
          aria-describedby="live-chart-keys"
          onKeyDown={onKeyDown}
        />
        {isEmpty && <div className={styles.empty}>{props.emptyText}</div>}
        {moment && cursor && (
          <ChartTooltip moment={moment} left={cursor.left} width={frameRef.current?.clientWidth ?? 0} marks={near} />
        )}
      </div>
      <div role="status" className={styles.hidden}>
        {moment && momentText(moment, near)}
      </div>
      <span id="live-chart-keys" className={styles.hidden}>
        {t('live.chart.keys')} {t('live.chart.mouse')}
      </span>
      <ChartFoot
        text={props.footText}
        gaps={data?.gaps ?? []}
        marks={shown ? marks.filter(({ at }) => at >= shown.time.from && at <= shown.time.to) : []}
        onZoom={zoomBy}
        onPan={panBy}
      />
    </Card>
  );
}

function marksNear(marks: readonly ChartMark[], at: number, { from, to }: ShownTime, width: number) {
  const reachMs = ((to - from) / Math.max(1, width)) * markReach;
  return marks.filter((mark) => Math.abs(mark.at - at) <= reachMs);
}
