// Live port usage in the small: the figure, a chart, what its colors mean, and the way to the page of live usage.
// Only this panel renders with each sample; the chart draws by itself.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DataAreaRegular } from '@fluentui/react-icons/svg/data-area';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../text/error-text';
import { useMachine } from '../machine/machine-context';
import { late } from '../ui/late';
import { ChartLegend } from './chart-legend';
import { LevelBadge } from './level-badge';
import { OpenUsageContext } from './open-usage';
import { loadOf, socketSource } from './socket-source';
import { realSockets } from './use-live-usage';
import { useSample } from './use-sample';
import type { Severity } from '../../electron/contract/diagnosis/verdict';
import { knownStates, shareOfSample } from '../../electron/contract/usage/sample';

// The first picture does not wait for the library that draws.
const UsageChartView = late(async () => (await import('./usage-chart-view')).UsageChartView);

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', flex: 1, gap: tokens.spacingVerticalS, minWidth: 0 },
  heading: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalS,
    minHeight: tokens.lineHeightBase600,
    fontVariantNumeric: 'tabular-nums',
  },
  inUse: {
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  chart: { display: 'flex', flex: 1, minHeight: '190px' },
  note: { color: tokens.colorNeutralForeground3 },
  open: { alignSelf: 'flex-start' },
});

export interface UsagePanelProps {
  /** Of the verdict that stands beside it; null where none does. */
  readonly severity: Severity | null;
}

export function UsagePanel({ severity }: UsagePanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const sample = useSample();
  const openUsage = useContext(OpenUsageContext);
  const load = loadOf(sample);
  const figures = sample?.ok ? sample.figures : null;
  const tellsBound = sample?.ok === true && sample.details.tellsBound;
  const inUse = formats.count(figures?.inUse ?? 0);

  return (
    <div className={styles.panel}>
      <div className={styles.heading}>
        <h2 id="usage-title" className={styles.title}>
          {t('usage.title')}
        </h2>
        {sample?.ok && <LevelBadge sample={sample} severity={severity} />}
      </div>
      <div className={styles.figures}>
        {sample === null && <Text size={200}>{t('usage.waiting')}</Text>}
        {sample?.ok === false && (
          <Text size={200}>
            {t('usage.failed')} {errorText(sample.error, formats, t).happened.join(' ')}
          </Text>
        )}
        {sample?.ok && figures && (
          <>
            <span className={styles.inUse}>{tellsBound ? inUse : t('usage.atLeast', { ports: inUse })}</span>
            <span>
              {t('usage.of', {
                limit: formats.count(figures.usable),
                percent: formats.percent(shareOfSample(sample)),
              })}
            </span>
          </>
        )}
      </div>
      <div className={styles.chart}>
        {/* Other sockets are drawn in a new chart. */}
        <UsageChartView key={load} generation={load ?? realSockets} limit={figures?.usable ?? null} />
      </div>
      {figures && <ChartLegend byState={knownStates(figures.byState, tellsBound)} />}
      {/* Of a scripted load, the verdict beside it says so. */}
      {sample !== null && load === null && (
        <Text size={200} className={styles.note}>
          {socketSource(machine, load, t)}
        </Text>
      )}
      <Button className={styles.open} icon={<DataAreaRegular />} onClick={openUsage}>
        {t('live.open')}
      </Button>
    </div>
  );
}
