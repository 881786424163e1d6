// Who held the ports at a moment of the recording: processes and remote ends of one snapshot.
// Protects: what the snapshot does not know is unknown here too.
import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { ErrorPanel } from '../ui/error-panel';
import { useRecordingSource } from './recording-source';
import { useReasonsText, type SnapshotMarker } from './recorded-marks';
import { endpointText } from '../../electron/contract/diagnosis/diagnosis-words';
import type { Result } from '../../electron/contract/errors/result';
import type { RecordedSnapshot } from '../../electron/contract/recording/recording';

const useStyles = makeStyles({
  rows: { flex: 1, minHeight: 0, overflowY: 'auto', scrollbarWidth: 'thin', fontVariantNumeric: 'tabular-nums' },
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`, flexWrap: 'wrap' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const tabs = ['processes', 'endpoints', 'udpProcesses'] as const;
type SnapshotTab = (typeof tabs)[number];
const labels = {
  processes: 'recording.snapshot.label.processes',
  endpoints: 'recording.snapshot.label.endpoints',
  udpProcesses: 'recording.snapshot.label.udpProcesses',
} as const satisfies Record<SnapshotTab, string>;
type Rows = readonly (readonly [string, ...string[]])[];

export interface RecordedSnapshotProps {
  /** In the time shown, the oldest first. */
  readonly snapshots: readonly SnapshotMarker[];
  /** The one that is shown; null where there is none at the moment that was selected. */
  readonly shown: SnapshotMarker | null;
  readonly isSimulated: boolean;
  /** Names a moment. */
  readonly timeText: (at: number) => string;
  readonly onShow: (at: number) => void;
  readonly className?: string;
}

export function RecordedSnapshotCard(props: RecordedSnapshotProps) {
  const { snapshots, shown, isSimulated, timeText, onShow, className } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const reasonsText = useReasonsText();
  const read = useSnapshot(shown?.at ?? null, isSimulated);
  const index = shown ? snapshots.indexOf(shown) : -1;
  const neighbors = [
    { name: t('recording.snapshot.earlier'), icon: <ChevronLeftRegular />, to: snapshots[index - 1] },
    { name: t('recording.snapshot.later'), icon: <ChevronRightRegular />, to: snapshots[index + 1] },
  ];
  return (
    <Card
      title={t('recording.snapshot.title')}
      className={className}
      actions={
        <span>
          {neighbors.map(({ name, icon, to }) => (
            <Button
              key={name}
              size="small"
              appearance="subtle"
              icon={icon}
              aria-label={name}
              title={name}
              disabledFocusable={!to}
              onClick={() => to && onShow(to.at)}
            />
          ))}
        </span>
      }
    >
      {shown === null ? (
        <span className={styles.note}>{t('recording.snapshot.none')}</span>
      ) : (
        <strong>{t('recording.snapshot.at', { when: timeText(shown.at), reasons: reasonsText(shown.reasons) })}</strong>
      )}
      {read?.ok === false && <ErrorPanel error={read.error} />}
      {shown !== null && read?.ok === true && read.value !== null && <Holders snapshot={read.value} />}
      <span className={styles.note}>{t('recording.selectHint')}</span>
    </Card>
  );
}

function Holders({ snapshot }: { readonly snapshot: RecordedSnapshot }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const rowsOf = useRows();
  const [tab, setTab] = useState<SnapshotTab>('processes');
  const { tcp, udp } = snapshot;
  const rows = rowsOf(tab, snapshot);
  const figures = ({ ports, usable }: typeof tcp) => ({ ports: formats.count(ports), usable: formats.count(usable) });
  const columns =
    tab === 'endpoints'
      ? [t('recording.snapshot.endpoint'), t('recording.snapshot.ports'), t('recording.snapshot.timeWait')]
      : [t('recording.snapshot.process'), t('recording.snapshot.ports'), t('recording.snapshot.handles')];
  return (
    <>
      <span>{t('recording.snapshot.inUse', figures(tcp))}</span>
      {tab === 'udpProcesses' && udp && <span>{t('recording.snapshot.inUseUdp', figures(udp))}</span>}
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={t('recording.snapshot.groups')}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(tabs.find((each) => each === value) ?? 'processes')}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each}>
            {t(`recording.snapshot.tab.${each}`)}
          </Tab>
        ))}
      </TabList>
      <div className={styles.rows}>
        {rows === null || rows.length === 0 ? (
          <span className={styles.note}>{t(rows ? 'recording.snapshot.nobody' : 'recording.snapshot.unknown')}</span>
        ) : (
          <DataTable label={t(labels[tab])} columns={columns} rows={rows} />
        )}
      </div>
    </>
  );
}

/** The snapshot taken at `at`; null until it is read. */
function useSnapshot(at: number | null, isSimulated: boolean): Result<RecordedSnapshot | null> | null {
  const [read, setRead] = useState<{ readonly at: number; readonly answer: Result<RecordedSnapshot | null> } | null>(
    null,
  );
  const source = useRecordingSource();
  useEffect(() => {
    if (at === null) return undefined;
    let isWanted = true;
    void (source?.snapshot(at, isSimulated) ?? call('recording.snapshot', { at, isSimulated })).then((answer) => {
      if (isWanted) setRead({ at, answer });
    });
    return () => {
      isWanted = false;
    };
  }, [at, isSimulated, source]);
  return read?.at === at ? read.answer : null;
}

/** Null where they are unknown. */
function useRows(): (tab: SnapshotTab, snapshot: RecordedSnapshot) => Rows | null {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const known = (value: number | null) => (value === null ? t('usage.unknown') : formats.count(value));

  const name = ({ processId, name: told, ports, timeWait, isRunning, services }: Holder): string => {
    if (processId === 0) return t(timeWait >= ports ? 'live.usedBy.released' : 'live.usedBy.unknownOwner');
    const numbered =
      told === null ? t('live.usedBy.nameless', { processId }) : t('live.usedBy.named', { name: told, processId });
    const shown = isRunning === false ? t('recording.snapshot.ended', { name: numbered }) : numbered;
    const served = (services ?? []).map(({ displayName }) => displayName).join(', ');
    return served === '' ? shown : `${shown} (${served})`;
  };
  const holders = (held: readonly Holder[]): Rows =>
    held.map((holder) => [name(holder), formats.count(holder.ports), known(holder.handles)]);

  return (tab, { processes, udpProcesses, endpoints }) => {
    if (tab === 'processes') return holders(processes);
    if (tab === 'udpProcesses') return udpProcesses && holders(udpProcesses);
    return endpoints.map((endpoint) => [
      endpointText(endpoint),
      formats.count(endpoint.ports),
      formats.count(endpoint.timeWait),
    ]);
  };
}

type Holder = RecordedSnapshot['processes'][number];
