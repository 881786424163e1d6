// The large chart with everything that works on it: time shown, zoom, pan, pause, crosshair, keyboard, table, export.
// Protects: the exact figures under the crosshair are also text, and everything can be reached without a mouse.
import { Button, makeStyles, Switch, tokens, ToggleButton } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { ZoomInRegular } from '@fluentui/react-icons/svg/zoom-in';
import { ZoomOutRegular } from '@fluentui/react-icons/svg/zoom-out';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import 'uplot/dist/uPlot.min.css';
import { momentAt, type ChartData, type ChartMoment } from './chart-data';
import { chartColors } from './chart-colors';
import { chartPicture } from './chart-picture';
import { UsageHistoryTable } from './usage-history-table';
import { largeLayout } from './chart-layouts';
import { initialWindow, reduceWindow, spans, type TimeSpan } from './chart-window';
import { MomentText } from './moment-text';
import { useGapText } from './gap-text';
import { createUsageChart } from './usage-chart';
import { questionFor, useLiveChartData } from './use-live-chart-data';
import { useMountedChart } from './use-mounted-chart';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { UsageExport, UsageSubject } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    padding: 0,
    rowGap: tokens.spacingVerticalXS,
    columnGap: tokens.spacingHorizontalXS,
  },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXXS,
    marginInlineEnd: tokens.spacingHorizontalM,
  },
  chart: {
    height: '320px',
    minWidth: 0,
    overflow: 'hidden',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export interface LiveChartViewProps {
  readonly filter: { readonly subject: UsageSubject; readonly name: string } | null;
  readonly onClearFilter: () => void;
  readonly onExport: (what: UsageExport) => void;
  /** Differs when other sockets are measured. */
  readonly generation: string;
  /** Usable ports now: of the range that is shown alone, or of all. */
  readonly limit: number | null;
  /** Whether bound sockets are counted now. */
  readonly tellsBound: boolean;
  /** Where the sockets are, for the picture. */
  readonly sourceText: string;
}

export function LiveChartView({
  filter,
  onClearFilter,
  onExport,
  generation,
  limit,
  tellsBound,
  sourceText,
}: LiveChartViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();
  const [view, dispatch] = useReducer(reduceWindow, initialWindow);
  const [isZoomed, setIsZoomed] = useState(false);
  const [isTable, setIsTable] = useState(false);
  const [moment, setMoment] = useState<ChartMoment | null>(null);
  const [gaps, setGaps] = useState<ChartData['gaps']>([]);
  const shown = useRef<{ data: ChartData; span: TimeSpan; row: number | null } | null>(null);
  const gapText = useGapText();

  const subject = filter?.subject ?? null;
  const colors = useMemo(() => chartColors(theme, isHighContrast), [theme, isHighContrast]);
  const options = useMemo(
    () => ({
      colors,
      formatCount: formats.count,
      formatTime: (at: number, { from, to }: TimeSpan) => (to - from <= 900_000 ? formats.time(at) : formats.clock(at)),
      formatThreshold: (percent: number) => t('live.chart.mark', { percent }),
    }),
    [colors, formats, t],
  );
  const { frameRef, chartRef } = useMountedChart(options, (target, first) =>
    createUsageChart(target, largeLayout, first, {
      onCursor(row) {
        if (!shown.current || shown.current.row === row) return;
        shown.current.row = row;
        setMoment(row === null ? null : momentAt(shown.current.data, row));
      },
      onSelect: (from, to) => dispatch({ type: 'show', from, to, now: Date.now() }),
      onWheel({ factor, pan, center }) {
        dispatch(
          pan === 0 ? { type: 'zoom', factor, center, now: Date.now() } : { type: 'pan', share: pan, now: Date.now() },
        );
      },
    }),
  );

  const draw = useCallback(
    (data: ChartData, span: TimeSpan) => {
      const row = shown.current?.row ?? null;
      shown.current = { data, span, row };
      setGaps((before) => (before.length === 0 && data.gaps.length === 0 ? before : data.gaps));
      chartRef.current?.draw(data, span, subject === null || subject.kind === 'range' ? limit : null, isZoomed);
    },
    [chartRef, subject, limit, isZoomed],
  );
  useEffect(() => {
    if (shown.current) draw(shown.current.data, shown.current.span);
  }, [draw]);
  useLiveChartData(view, subject, generation, draw);

  const move = (by: number) => {
    if (!shown.current) return;
    const { data, row } = shown.current;
    const next = Math.min(data.times.length - 1, Math.max(0, (row ?? data.times.length) + by));
    if (data.times.length > 0) chartRef.current?.point(next);
  };
  const zoomBy = (factor: number) => dispatch({ type: 'zoom', factor, center: 0.5, now: Date.now() });
  const panBy = (share: number) => dispatch({ type: 'pan', share, now: Date.now() });
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

  const question = () => {
    const span = shown.current?.span;
    const asked = questionFor(view, subject, Date.now());
    return { ...asked, ...span };
  };
  const savePicture = async () => {
    const canvas = chartRef.current?.canvas();
    const span = shown.current?.span;
    if (!canvas || !span) return;
    const time = t('live.chart.stretch', {
      from: formats.dateTime(new Date(span.from).toISOString()),
      to: formats.dateTime(new Date(span.to).toISOString()),
    });
    const lines = [time, sourceText, ...(filter ? [t('live.chart.filter', { what: filter.name })] : [])];
    const png = await chartPicture(canvas, colors, { title: t('live.chart.title'), lines, legend: tcpStates });
    if (png) onExport({ kind: 'chart-png', png });
  };

  return (
    <section className={styles.section} aria-labelledby="live-chart-title">
      <h2 id="live-chart-title" className={styles.title}>
        {t('live.chart.title')}
      </h2>
      <div className={styles.bar}>
        <div className={styles.group} role="group" aria-label={t('live.chart.ranges')}>
          {spans.map((seconds) => (
            <ToggleButton
              key={seconds}
              size="small"
              appearance="subtle"
              checked={view.spanMs === seconds * 1000}
              onClick={() => dispatch({ type: 'span', spanMs: seconds * 1000 })}
            >
              {t(`live.chart.range.${seconds}`)}
            </ToggleButton>
          ))}
        </div>
        <div className={styles.group}>
          <Button size="small" icon={view.end === null ? <PauseRegular /> : <PlayRegular />} onClick={togglePause}>
            {view.end === null ? t('live.chart.pause') : t('live.chart.follow')}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronLeftRegular />}
            aria-label={t('live.chart.earlier')}
            onClick={() => panBy(-0.5)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronRightRegular />}
            aria-label={t('live.chart.later')}
            onClick={() => panBy(0.5)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ZoomInRegular />}
            aria-label={t('live.chart.zoomIn')}
            onClick={() => zoomBy(0.5)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ZoomOutRegular />}
            aria-label={t('live.chart.zoomOut')}
            onClick={() => zoomBy(2)}
          />
        </div>
        <div className={styles.group}>
          <Button size="small" appearance="subtle" icon={<ImageRegular />} onClick={() => void savePicture()}>
            {t('live.chart.savePng')}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<TableRegular />}
            onClick={() => onExport({ kind: 'history-csv', question: question() })}
          >
            {t('live.chart.saveCsv')}
          </Button>
        </div>
        {filter && (
          <Button size="small" icon={<DismissRegular />} onClick={onClearFilter}>
            {t('live.chart.filter', { what: filter.name })} – {t('live.chart.clearFilter')}
          </Button>
        )}
      </div>
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
      <MomentText moment={moment} tellsBound={tellsBound} />
      <span id="live-chart-keys" className={styles.note}>
        {t('live.chart.keys')}
      </span>
      {gaps.slice(-3).map((gap) => (
        <span key={gap.from} className={styles.note}>
          {gapText(gap)}
        </span>
      ))}
      {gaps.length > 3 && <span className={styles.note}>{t('live.chart.moreGaps', { count: gaps.length - 3 })}</span>}
      <div className={styles.group}>
        <Switch label={t('usage.zoom')} checked={isZoomed} onChange={(_, data) => setIsZoomed(data.checked)} />
        <Switch label={t('live.chart.showTable')} checked={isTable} onChange={(_, data) => setIsTable(data.checked)} />
      </div>
      {isTable && <UsageHistoryTable view={view} subject={subject} generation={generation} />}
    </section>
  );
}
