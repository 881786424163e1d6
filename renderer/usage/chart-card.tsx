// The large chart of live usage in its card: span, scale, filter, and the picture of it.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useImperativeHandle, useMemo, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartBody } from './chart-body';
import { momentAt } from './chart-data';
import { groupsSeen, groupsWithPorts } from './chart-groups';
import { chartPicture } from './chart-picture';
import { portScales, type PortScale } from './chart-scales';
import { spans } from './chart-window';
import { Choices } from './choices';
import { useGroupName } from './state-words';
import { useChartColors } from './use-chart-colors';
import { useChartDrawing, type ChartInput } from './use-chart-drawing';
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
});

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
  const [scale, setScale] = useState<PortScale>('auto');
  const subject = filter?.subject ?? null;
  const chart = useChartDrawing({ ...input, subject, scale });
  const { chartRef, drawn } = chart;

  const last = drawn && momentAt(drawn.data, drawn.data.times.length - 1);
  const seen = useMemo(() => (drawn ? groupsSeen(drawn.data.byState) : []), [drawn]);

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
      <ChartBody
        chart={chart}
        marks={marks}
        keysText={`${t('live.chart.keys')} ${t('live.chart.mouse')}`}
        emptyText={emptyText}
        footText={footText}
        timeText={formats.time}
        moreKeys={{
          ' ': () => dispatch(view.end === null ? { type: 'pause', now: Date.now() } : { type: 'follow' }),
          End: () => dispatch({ type: 'follow' }),
        }}
      />
    </Card>
  );
}
