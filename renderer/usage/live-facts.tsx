// The figures of now in words: use against the real limit, what the registry says, rates, and how it was measured.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { rangeText } from '../text/range-text';
import { storedText } from '../text/stored-text';
import { useReading } from '../ui/use-reading';
import { shareAtRisk } from '../../electron/contract/usage/ports-at-risk';
import { atRisk, shareOfSample, type MeasuredSample } from '../../electron/contract/usage/sample';
import type { UsageOutlook } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(215px, 1fr))',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  name: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  value: { margin: 0, fontVariantNumeric: 'tabular-nums' },
});

export interface LiveFactsProps {
  readonly sample: MeasuredSample;
  readonly outlook: UsageOutlook | null;
}

export function LiveFacts({ sample, outlook }: LiveFactsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats, generation } = useMachine();
  const [parameters] = useReading('parameters.read', generation);
  const { figures, details } = sample;
  const range = rangeText({ known: true, range: figures.range }, formats, t);
  const one = (value: number) => formats.count(Math.round(value * 10) / 10);
  // The registry speaks of this range only where sockets and registry are of the same machine.
  const isSameMachine = machine.usageSource === 'machine' || details.simulated !== null;
  const maxUserPort =
    parameters.status === 'ready'
      ? parameters.value.parameters.find(({ parameter }) => parameter.name === 'MaxUserPort')
      : undefined;
  const measured = outlook?.rate.measured ?? null;
  const sustainable = outlook?.rate.sustainable ?? null;
  const isSlow = details.intervalMs > 1000;
  const udpText = (): string => {
    if (details.udpCount === null) return t('usage.unknown');
    const sockets = formats.count(details.udpCount);
    const risk = atRisk(sample, 'udp');
    return risk === null ? sockets : t('live.facts.udpValue', { sockets, percent: formats.percent(shareAtRisk(risk)) });
  };

  const facts: (readonly [name: string, value: string])[] = [
    [
      t('live.facts.inUse'),
      t(details.tellsBound ? 'live.facts.inUseValue' : 'live.facts.inUseAtLeast', {
        inUse: formats.count(figures.inUse),
        limit: formats.count(figures.usable),
        percent: formats.percent(shareOfSample(sample)),
      }),
    ],
    [
      t('live.facts.busiest'),
      details.busiest
        ? t('live.facts.busiestValue', {
            address: details.busiest.address,
            ports: formats.count(details.busiest.ports),
          })
        : t('live.facts.none'),
    ],
    [
      t('live.facts.range'),
      details.excluded === null
        ? t('live.facts.rangeExcludedUnknown', { range })
        : details.excluded > 0
          ? t('live.facts.rangeExcluded', { range, excluded: formats.count(details.excluded) })
          : range,
    ],
    ...(isSameMachine && maxUserPort
      ? [[t('live.facts.registry'), storedText(maxUserPort.stored, maxUserPort.parameter, formats, t)] as const]
      : []),
    [t('live.facts.largestFree'), t('live.facts.largestFreeValue', { ports: formats.count(details.largestFree) })],
    [
      t('live.facts.rate'),
      measured === null
        ? t('live.facts.none')
        : sustainable === null
          ? t('live.facts.rateMeasured', { measured: one(measured) })
          : t('live.facts.rateValue', {
              measured: one(measured),
              sustainable: one(sustainable),
              seconds: outlook?.rate.timeWaitSeconds ?? 0,
            }),
    ],
    [t('live.facts.udp'), udpText()],
    [
      t('live.facts.measuring'),
      t(isSlow ? 'live.facts.measuringSlow' : 'live.facts.measuringValue', {
        interval: details.intervalMs / 1000,
        duration: formats.count(Math.ceil(details.durationMs)),
        method: details.method,
      }),
    ],
  ];
  return (
    <dl className={styles.list}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
