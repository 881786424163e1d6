// The page of live usage while it shows what was recorded: chart, gaps, marks, and the snapshot at the selected time.
import { Badge, Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { useReading } from '../ui/use-reading';
import { ChartBody } from './chart-body';
import { firstSnapshot, snapshotBefore, snapshotsAmong, useRecordedMarks } from './recorded-marks';
import { RecordedSnapshotCard } from './recorded-snapshot';
import { useRecordingSource } from './recording-source';
import { useRecordedDrawing } from './use-recorded-drawing';
import { useRecordedView } from './use-recorded-view';
import { useWorkStyles } from './work-styles';
import type { TimeSpan } from './chart-window';
import type { AppError } from '../../electron/contract/errors/errors';
import type { RecordedDays, RecordedMarker } from '../../electron/contract/recording/recording';

const useStyles = makeStyles({
  none: {
    flex: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    textAlign: 'center',
  },
});

/** A longer time needs the day beside the time. */
const longestDayMs = 25 * 3_600_000;
const lookAgainMs = 5000;
const shownGaps = 3;
const noMarkers: readonly RecordedMarker[] = [];

export interface RecordedUsageProps {
  readonly span: TimeSpan;
  readonly recorded: RecordedDays;
  /** The choice of the time. */
  readonly when: ReactNode;
  /** Looks for days again where there was none. */
  readonly onLookAgain: () => void;
}

export function RecordedUsage({ span, recorded, when, onLookAgain }: RecordedUsageProps) {
  const { t } = useTranslation();
  const { days, isMachineFolderLeftOut } = recorded;
  return (
    <Page
      title={t('recording.title')}
      badge={
        <Badge appearance="tint" color="informative">
          {t('recording.readOnly')}
        </Badge>
      }
      actions={when}
    >
      {isMachineFolderLeftOut && (
        <Notice intent="warning" title={t('recording.leftOut')}>
          {null}
        </Notice>
      )}
      {days.length === 0 ? <NothingRecorded onLookAgain={onLookAgain} /> : <Recorded span={span} />}
    </Page>
  );
}

function NothingRecorded({ onLookAgain }: Pick<RecordedUsageProps, 'onLookAgain'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [state, readState] = useReading('recording.state', generation);
  const [error, setError] = useState<AppError | null>(null);
  const isOn = state.status === 'ready' && state.value.isOn;
  const lookAgain = useRef(onLookAgain);
  useEffect(() => {
    lookAgain.current = onLookAgain;
  }, [onLookAgain]);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => lookAgain.current(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isOn]);
  const turnOn = async () => {
    const answer = await call('recording.keep-watching', { isOn: true });
    setError(answer.ok ? null : answer.error);
    readState();
  };
  return (
    <div className={styles.none}>
      {error && <ErrorPanel error={error} isAnswer />}
      <Text role="status">{t(isOn ? 'recording.isOn' : 'recording.none')}</Text>
      {state.status === 'ready' && !isOn && (
        <Button appearance="primary" onClick={() => void turnOn()}>
          {t('recording.turnOn')}
        </Button>
      )}
    </div>
  );
}

export function Recorded({ span }: { readonly span: TimeSpan }) {
  const { t } = useTranslation();
  const work = useWorkStyles();
  const { machine, formats, generation } = useMachine();
  const [shown, setShown] = useState(span);
  const [selectedAt, setSelectedAt] = useState<number | null>(null);
  const [usage] = useReading('usage.settings', generation);
  // Scripted loads of the practice machine are shown while one is played, real sockets otherwise; they are never mixed.
  const other = useRecordingSource();
  const ofThis = usage.status === 'ready' ? usage.value.load !== null : null;
  const isSimulated = other ? other.isSimulated : ofThis;
  const { view, error } = useRecordedView(shown, isSimulated);
  const markers = view?.markers ?? noMarkers;
  const marks = useRecordedMarks(markers);
  const chart = useRecordedDrawing({ whole: span, shown, onShow: setShown, view, marks });
  const snapshots = snapshotsAmong(markers);
  const timeText = span.to - span.from > longestDayMs ? formats.moment : formats.time;
  const source = isSimulated
    ? t('recording.simulatedSource')
    : t('recording.source', {
        computer: other?.computer ?? (machine.usageSource === 'machine' ? machine.computerName : machine.usageProduct),
      });

  return (
    <>
      {error && <ErrorPanel error={error} />}
      {view !== null && view.unreadable > 0 && (
        <Notice intent="info" title={t('recording.unreadable', { count: view.unreadable })}>
          {null}
        </Notice>
      )}
      <div className={work.work}>
        <Card title={t('live.chart.title')} className={mergeClasses(work.chart)}>
          <ChartBody
            chart={chart}
            marks={marks}
            keysText={`${t('recording.keys')} ${t('live.chart.mouse')}`}
            emptyText={t(view ? 'recording.empty' : 'recording.reading')}
            footText={[
              source,
              view && t('recording.step', { seconds: formats.count(Math.ceil(view.history.stepMs / 1000)) }),
            ]
              .filter(Boolean)
              .join(', ')}
            shownGaps={shownGaps}
            timeText={timeText}
            onSelect={setSelectedAt}
          />
        </Card>
        <RecordedSnapshotCard
          className={work.side}
          snapshots={snapshots}
          shown={selectedAt === null ? firstSnapshot(snapshots) : snapshotBefore(snapshots, selectedAt)}
          isSimulated={isSimulated ?? false}
          timeText={timeText}
          onShow={setSelectedAt}
        />
      </div>
    </>
  );
}
