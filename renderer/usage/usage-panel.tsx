// Live port usage beside every step: figures as text, the chart, and the states as a table.
// Only this panel renders with each sample; the chart draws by itself.
import { Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { DataAreaRegular } from '@fluentui/react-icons/svg/data-area';
import { lazy, Suspense, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { errorText } from '../text/error-text';
import { useMachine } from '../machine/machine-context';
import { chartHeight } from './chart-height';
import type { UsageChartHandle } from './usage-chart-view';
import { LevelBadge } from './level-badge';
import { OpenUsageContext } from './open-usage';
import { loadOf, socketSource } from './socket-source';
import { UsageStates } from './usage-states';
import type { Severity } from '../../electron/contract/diagnosis/verdict';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import { shareOfSample, type UsageSample } from '../../electron/contract/usage/sample';

// The first picture does not wait for the library that draws.
const UsageChartView = lazy(async () => ({ default: (await import('./usage-chart-view')).UsageChartView }));

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  figures: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL, margin: 0, minHeight: '48px' },
  figure: { display: 'flex', flexDirection: 'column' },
  name: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  chart: { height: chartHeight },
  note: { color: tokens.colorNeutralForeground3 },
});

export interface UsagePanelProps {
  /** Of the verdict that stands beside it; null where none does. */
  readonly severity: Severity | null;
}

export function UsagePanel({ severity }: UsagePanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const [sample, setSample] = useState<UsageSample | null>(null);
  const [isZoomed, setIsZoomed] = useState(false);
  const chart = useRef<UsageChartHandle>(null);

  useEffect(
    () =>
      on('usage.sampled', (next) => {
        setSample(next);
        chart.current?.push(next);
      }),
    [],
  );

  const figures = sample?.ok ? sample.figures : null;
  const tellsBound = sample?.ok === true && sample.details.tellsBound;
  const inUse = formats.count(figures?.inUse ?? 0);
  const share = formats.percent(sample?.ok ? shareOfSample(sample) : 0);
  const load = loadOf(sample);
  const openUsage = useContext(OpenUsageContext);

  return (
    <div className={styles.panel}>
      <div className={styles.heading}>
        <h2 id="usage-title" className={styles.title}>
          {t('usage.title')}
        </h2>
        {sample?.ok && <LevelBadge sample={sample} severity={severity} />}
      </div>
      <Text size={200}>{sample !== null && socketSource(machine, load, t)}</Text>
      <Button icon={<DataAreaRegular />} onClick={openUsage}>
        {t('live.open')}
      </Button>
      <dl className={styles.figures}>
        {figures && (
          <>
            <Figure name={t('usage.inUse')} value={tellsBound ? inUse : t('usage.atLeast', { ports: inUse })} />
            <Figure name={t('usage.limit')} value={formats.count(figures.usable)} />
            <Figure name={t('usage.share')} value={tellsBound ? share : t('usage.atLeast', { ports: share })} />
          </>
        )}
      </dl>
      {sample === null && <Text size={200}>{t('usage.waiting')}</Text>}
      {sample?.ok === false && (
        <Text size={200}>
          {t('usage.failed')} {errorText(sample.error, formats, t).happened.join(' ')}
        </Text>
      )}
      {/* Other sockets are drawn in a new chart. */}
      <Suspense fallback={<div className={styles.chart} />}>
        <UsageChartView key={load} ref={chart} isZoomed={isZoomed} />
      </Suspense>
      <Switch label={t('usage.zoom')} checked={isZoomed} onChange={(_, data) => setIsZoomed(data.checked)} />
      {sample?.ok && <UsageStates figures={sample.figures} tellsBound={sample.details.tellsBound} />}
      {figures && (
        <Text size={200} className={styles.note}>
          {t('usage.rangeLine', { first: figures.range.start, last: lastPort(figures.range) })}
        </Text>
      )}
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
}

function Figure({ name, value }: FigureProps) {
  const styles = useStyles();
  return (
    <div className={styles.figure}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.number}>{value}</dd>
    </div>
  );
}
