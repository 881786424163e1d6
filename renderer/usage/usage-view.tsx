// The large view of live usage: figures, forecast, chart, and who uses the ports. The wizard is one click away.
import { Button, makeStyles, Select, Switch, Text, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, on } from '../ipc/api';
import { errorText } from '../text/error-text';
import { PageMessages } from '../ui/page-messages';
import { ErrorPanel } from '../ui/error-panel';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import { forecastText } from './forecast-text';
import { LevelBadge } from './level-badge';
import { LiveChartView } from './live-chart-view';
import { LiveFacts } from './live-facts';
import { loadOf, socketSource } from './socket-source';
import { WhoTables } from './who-tables';
import type { AppError } from '../../electron/contract/errors/errors';
import type { MeasuredSample, UsageSample } from '../../electron/contract/usage/sample';
import {
  practiceLoads,
  type PracticeLoad,
  type UsageExport,
  type UsageOutlook,
  type UsageSubject,
  type UsageTrend,
} from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  main: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  heading: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  controls: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginInlineStart: 'auto',
  },
  select: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  simulated: { color: tokens.colorPaletteMarigoldForeground2 },
});

const outlookMs = 2000;
const realSockets = 'real';

export interface UsageViewProps {
  readonly onClose: () => void;
}

export function UsageView({ onClose }: UsageViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const [sample, setSample] = useState<UsageSample | null>(null);
  const [lastGood, setLastGood] = useState<MeasuredSample | null>(null);
  const [outlook, setOutlook] = useState<UsageOutlook | null>(null);
  const [filter, setFilter] = useState<{ subject: UsageSubject; name: string } | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);
  useEffect(
    () =>
      on('usage.sampled', (next) => {
        setSample(next);
        if (next.ok) setLastGood(next);
      }),
    [],
  );
  useEffect(() => {
    const read = () =>
      void call('usage.outlook', {}).then((answer) => {
        if (answer.ok) setOutlook(answer.value);
      });
    read();
    const timer = setInterval(read, outlookMs);
    return () => clearInterval(timer);
  }, []);

  const load = loadOf(sample);
  const refused = sample?.ok ? (sample.details.simulated?.refused ?? 0) : 0;
  const sourceText = socketSource(machine, load, t);

  const exportTo = (what: UsageExport) => {
    setSaved(null);
    setError(null);
    void call('usage.export', what).then((answer) => {
      if (!answer.ok) setError(answer.error);
      else
        setSaved(
          answer.value.file === null ? t('live.chart.notSaved') : t('live.chart.saved', { file: answer.value.file }),
        );
    });
  };
  const chooseLoad = (requested: PracticeLoad | null) => {
    setFilter(null);
    setLastGood(null);
    void call('practice.load', { load: requested }).then((answer) => {
      if (!answer.ok) setError(answer.error);
    });
  };

  return (
    <main className={styles.main}>
      <div className={styles.heading}>
        <Button icon={<ArrowLeftRegular />} onClick={onClose}>
          {t('live.back')}
        </Button>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {t('live.title')}
        </h1>
        {sample?.ok && <LevelBadge sample={sample} />}
        <div className={styles.controls}>
          {machine.kind === 'practice' && <LoadChoice load={load} onChoose={chooseLoad} />}
          <NotificationSwitch onError={setError} />
        </div>
      </div>
      <PageMessages />
      <Text className={load === null ? undefined : styles.simulated}>
        {sourceText}
        {load !== null && `. ${t('live.simulatedNote')}`}
        {refused > 0 && ` ${t('live.refused', { refused: formats.count(refused) })}`}
      </Text>
      {error && <ErrorPanel error={error} />}
      {sample === null && <Text>{t('usage.waiting')}</Text>}
      {sample?.ok === false && (
        <Notice intent="warning" title={t('usage.failed')}>
          {errorText(sample.error, formats, t).happened.join(' ')}
        </Notice>
      )}
      {sample?.ok && <LiveFacts sample={sample} outlook={outlook} />}
      {outlook && (
        <Notice intent={intentOf(outlook)} title={t('live.forecast.title')}>
          {forecastText(outlook, formats, t)}
        </Notice>
      )}
      {outlook?.udp && intentOf(outlook.udp) === 'warning' && (
        <Notice intent="warning" title={t('live.forecast.titleUdp')}>
          {forecastText(outlook.udp, formats, t)}
        </Notice>
      )}
      <LiveChartView
        filter={filter}
        onClearFilter={() => setFilter(null)}
        onExport={exportTo}
        generation={load ?? realSockets}
        limit={limitOf(lastGood, filter?.subject ?? null)}
        tellsBound={lastGood?.details.tellsBound ?? true}
        sourceText={sourceText}
      />
      <Text role="status">{saved}</Text>
      {lastGood && (
        <WhoTables
          details={lastGood.details}
          onFilter={(subject, name) => setFilter({ subject, name })}
          onSave={(table) => exportTo({ kind: 'table-csv', table })}
        />
      )}
    </main>
  );
}

function intentOf({ forecast, early }: UsageTrend): 'info' | 'warning' {
  return forecast.kind === 'rising' || forecast.kind === 'exhausted' || early !== null ? 'warning' : 'info';
}

/** Usable ports of the range that the chart shows alone, or of all. */
function limitOf(sample: MeasuredSample | null, subject: UsageSubject | null): number | null {
  if (sample === null) return null;
  if (subject?.kind !== 'range') return sample.figures.usable;
  return sample.details.ranges.find(({ name }) => name === subject.name)?.usable ?? null;
}

interface LoadChoiceProps {
  readonly load: PracticeLoad | null;
  readonly onChoose: (load: PracticeLoad | null) => void;
}

function LoadChoice({ load, onChoose }: LoadChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const id = useId();
  return (
    <span className={styles.select}>
      <label htmlFor={id}>{t('live.source')}</label>
      <Select
        id={id}
        size="small"
        value={load ?? realSockets}
        onChange={(_, { value }) => onChoose(practiceLoads.find((each) => each === value) ?? null)}
      >
        <option value={realSockets}>{t('live.sourceReal')}</option>
        {practiceLoads.map((each) => (
          <option key={each} value={each}>
            {t('live.simulated', { load: t(`live.loads.${each}`) })}
          </option>
        ))}
      </Select>
    </span>
  );
}

function NotificationSwitch({ onError }: { readonly onError: (error: AppError) => void }) {
  const { t } = useTranslation();
  const [isOn, setIsOn] = useState<boolean | null>(null);
  const [isDamaged, setIsDamaged] = useState(false);
  useEffect(() => {
    void call('usage.settings', {}).then((answer) => {
      if (!answer.ok) return;
      setIsOn(answer.value.notifications);
      setIsDamaged(answer.value.isDamaged);
    });
  }, []);
  const change = (requested: boolean) => {
    setIsOn(requested);
    setIsDamaged(false);
    void call('usage.notify', { isOn: requested }).then((answer) => {
      if (answer.ok) return;
      setIsOn(!requested);
      onError(answer.error);
    });
  };
  return (
    <Switch
      label={t(isDamaged ? 'live.notificationsDamaged' : 'live.notifications')}
      checked={isOn ?? false}
      disabled={isOn === null}
      onChange={(_, data) => change(data.checked)}
    />
  );
}
