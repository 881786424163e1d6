// The page of live usage: status, figures, chart, and who uses the ports, with the way to the change.
import { mergeClasses, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useReducer, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { errorText } from '../text/error-text';
import { ErrorPanel } from '../ui/error-panel';
import { useEvidenceActions } from '../ui/evidence-actions';
import { Page } from '../ui/page';
import { useReading } from '../ui/use-reading';
import { useMachine } from '../machine/machine-context';
import { ChartCard, type ChartHandle } from './chart-card';
import { chartForecast } from './chart-forecast';
import { useChartMarks } from './chart-mark-words';
import { initialWindow, reduceWindow } from './chart-window';
import { Choices } from './choices';
import { LevelBadge } from './level-badge';
import { LiveTiles } from './live-tiles';
import { RecordedUsage } from './recorded-usage';
import { RecordingLink } from './recording-link';
import { shownUsage } from './shown-usage';
import { loadOf, socketSource } from './socket-source';
import { UsageActions } from './usage-actions';
import { UsageHistoryTable } from './usage-history-table';
import { UsedBy } from './used-by';
import { tabsOf, type UsageFilter, type UsedByTab } from './used-by-rows';
import { useLiveUsage } from './use-live-usage';
import { useVerdict } from './use-verdict';
import { WhenChoice, wholeRecording, type RecordedChoice } from './when-choice';
import { useWorkStyles } from './work-styles';
import { AlertCoveredContext } from './alert-covered';
import { isToldOf, VerdictBar } from './verdict-bar';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import type { MeasuredSample } from '../../electron/contract/usage/sample';
import type { UsageExport } from '../../electron/contract/usage/usage';

const transports = ['tcp', 'udp'] as const satisfies readonly Transport[];

export interface UsageViewProps {
  readonly onClose: () => void;
}

export function UsageView({ onClose }: UsageViewProps) {
  const { generation } = useMachine();
  const [recorded, readDays] = useReading('recording.days', generation);
  const [chosen, setChosen] = useState<RecordedChoice>(null);
  // Nothing is chosen before the days are read.
  const days = recorded.status === 'ready' ? recorded.value : null;
  const choose = (choice: RecordedChoice) => {
    setChosen(choice);
    readDays();
  };
  const when = days && (
    <>
      {chosen === null && <RecordingLink onOpen={() => choose(wholeRecording(days.days))} />}
      <WhenChoice days={days.days} chosen={chosen} onChoose={choose} />
    </>
  );
  const lookAgain = () => {
    setChosen(wholeRecording([]));
    readDays();
  };
  return chosen !== null && days !== null ? (
    <RecordedUsage key={chosen.key} span={chosen.span} recorded={days} when={when} onLookAgain={lookAgain} />
  ) : (
    <LiveUsageView onClose={onClose} when={when} />
  );
}

interface LiveUsageViewProps extends UsageViewProps {
  /** The choice of the time; null where there is none. */
  readonly when: ReactNode;
}

function LiveUsageView({ onClose, when }: LiveUsageViewProps) {
  const { t } = useTranslation();
  const styles = useWorkStyles();
  const { machine, formats, generation: machineGeneration } = useMachine();
  const [view, dispatch] = useReducer(reduceWindow, initialWindow);
  const [chosen, setChosen] = useState<Transport | null>(null);
  const [filter, setFilter] = useState<UsageFilter | null>(null);
  const [tab, setTab] = useState<UsedByTab>('processes');
  const [isTable, setIsTable] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const chart = useRef<ChartHandle>(null);
  const evidence = useEvidenceActions();

  const forget = useCallback(() => {
    setFilter(null);
    setChosen(null);
    dispatch({ type: 'follow' });
  }, []);
  const { sample, lastGood, outlook, marks, generation } = useLiveUsage(view.end !== null, forget);
  const diagnosis = useVerdict(`${generation} ${machineGeneration}`);
  const chartMarks = useChartMarks(marks, diagnosis);

  const transport = chosen ?? troubled(lastGood);
  const usage = useMemo(() => lastGood && shownUsage(lastGood, transport), [lastGood, transport]);
  const forecast = useMemo(
    () =>
      usage && filter === null
        ? chartForecast(transport === 'tcp' ? outlook : (outlook?.udp ?? null), usage.risk, usage)
        : null,
    [usage, filter, transport, outlook],
  );
  const whole: UsageFilter | null = usage?.subject
    ? { subject: usage.subject, name: t(`live.usedBy.rangeNames.${usage.subject.name}`) }
    : null;
  const shownFilter = filter ?? whole;
  const sourceText = sample === null ? '' : socketSource(machine, loadOf(sample), t);

  const exportTo = (what: UsageExport) => {
    setSaved(null);
    setError(null);
    void call('usage.export', what).then((answer) => {
      if (!answer.ok) setError(answer.error);
      else
        setSaved(
          answer.value.file === null ? t('live.export.notSaved') : t('live.export.saved', { file: answer.value.file }),
        );
    });
  };
  const saveEvidence = async () => evidence.save((await chart.current?.picture()) ?? null);
  const exportPicture = async () => {
    const png = (await chart.current?.picture()) ?? null;
    if (png) exportTo({ kind: 'chart-png', png });
  };
  const tabs: readonly UsedByTab[] = tabsOf[transport];
  const shownTab = tabs.includes(tab) ? tab : 'processes';

  return (
    <AlertCoveredContext
      value={isToldOf(diagnosis) ? { transport: diagnosis.verdict.scope.transport, isFullTold: true } : null}
    >
      <Page
        title={t('live.title')}
        badge={
          <>
            {sample?.ok && <LevelBadge sample={sample} />}
            <Choices
              label={t('live.transport.label')}
              choices={transports.map((each) => ({
                name: t(`live.transport.${each}`),
                isChosen: each === transport,
                choose: () => {
                  setChosen(each);
                  setFilter(null);
                },
              }))}
            />
            {view.end !== null && <Text size={200}>{t('live.pausedAt', { when: formats.time(view.end) })}</Text>}
          </>
        }
        actions={
          <>
            {when}
            <UsageActions
              isPaused={view.end !== null}
              onPause={() => dispatch(view.end === null ? { type: 'pause', now: Date.now() } : { type: 'follow' })}
              isTable={isTable}
              onTable={setIsTable}
              usersTab={shownTab}
              onPicture={() => void exportPicture()}
              onHistory={() => chart.current && exportTo({ kind: 'history-csv', question: chart.current.question() })}
              onEvidence={() => void saveEvidence()}
              onUsers={() =>
                exportTo({
                  kind: 'table-csv',
                  table: transport === 'udp' && shownTab === 'processes' ? 'udp-processes' : shownTab,
                })
              }
              onError={setError}
            />
          </>
        }
      >
        {error && <ErrorPanel error={error} />}
        {isToldOf(diagnosis) && <VerdictBar diagnosis={diagnosis} onFix={onClose} />}
        {lastGood && usage && <LiveTiles sample={lastGood} usage={usage} transport={transport} outlook={outlook} />}
        {saved !== null && <Text role="status">{saved}</Text>}
        <div className={styles.work}>
          <ChartCard
            ref={chart}
            className={mergeClasses(styles.chart, !usage && styles.alone)}
            view={view}
            dispatch={dispatch}
            filter={shownFilter}
            onClearFilter={filter && (() => setFilter(null))}
            generation={generation}
            limit={limitOf(lastGood, filter, usage?.usable ?? null)}
            forecast={forecast}
            marks={chartMarks}
            sourceText={sourceText}
            emptyText={
              sample?.ok === false ? errorText(sample.error, formats, t).happened.join(' ') : t('usage.waiting')
            }
            footText={[sourceText, measuringText(lastGood)].filter(Boolean).join(' · ')}
          />
          {lastGood && usage && (
            <UsedBy
              className={styles.side}
              details={lastGood.details}
              transport={transport}
              usable={usage.usable}
              diagnosis={diagnosis}
              selected={filter}
              tab={shownTab}
              onTab={setTab}
              onSelect={setFilter}
              measuredAt={lastGood.figures.takenAt}
            />
          )}
        </div>
        {isTable && <UsageHistoryTable view={view} subject={shownFilter?.subject ?? null} generation={generation} />}
      </Page>
    </AlertCoveredContext>
  );

  function measuringText(measured: MeasuredSample | null): string {
    if (measured === null) return '';
    const { intervalMs, durationMs, method } = measured.details;
    return t(intervalMs > 1000 ? 'live.chart.measuredSlow' : 'live.chart.measured', {
      interval: intervalMs / 1000,
      duration: formats.count(Math.ceil(durationMs)),
      method: method === 'simulated' ? t('live.chart.simulatedMethod') : method,
    });
  }
}

/** The transport whose ports run out, where one alone does; TCP otherwise. */
function troubled(sample: MeasuredSample | null): Transport {
  return sample?.details.status?.transport ?? 'tcp';
}

/** Usable ports of what the chart shows: a process or an address has no limit of its own. */
function limitOf(sample: MeasuredSample | null, filter: UsageFilter | null, usable: number | null): number | null {
  if (filter === null) return usable;
  const { subject } = filter;
  if (subject.kind !== 'range') return null;
  return sample?.details.ranges.find(({ name }) => name === subject.name)?.usable ?? null;
}
