// The ports in use now, on every page; opens live usage.
import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { shareOfSample, type UsageSample } from '../../electron/contract/usage/sample';
import type { StatusLevel } from '../../electron/contract/usage/status-levels';

const useStyles = makeStyles({
  gauge: {
    width: '100%',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalXS,
    marginBottom: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    borderRadius: tokens.borderRadiusXLarge,
    fontVariantNumeric: 'tabular-nums',
    '@media (max-height: 560px)': { display: 'none' },
  },
  folded: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`, textAlign: 'center' },
  name: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  figure: { fontWeight: tokens.fontWeightSemibold },
  small: { fontSize: tokens.fontSizeBase100 },
});

const colors = {
  normal: 'brand',
  watching: 'brand',
  unknown: 'brand',
  warning: 'warning',
  critical: 'error',
} as const satisfies Record<StatusLevel, string>;

export interface UsageGaugeProps {
  readonly isFolded: boolean;
  readonly onOpen: () => void;
}

export function UsageGauge({ isFolded, onOpen }: UsageGaugeProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const [sample, setSample] = useState<UsageSample | null>(null);
  useEffect(() => on('usage.sampled', setSample), []);

  const figures = sample?.ok
    ? t(sample.details.tellsBound ? 'views.gaugeValue' : 'views.gaugeAtLeast', {
        inUse: formats.count(sample.figures.inUse),
        usable: formats.count(sample.figures.usable),
      })
    : t('views.gaugeUnknown');
  const share = sample?.ok ? shareOfSample(sample) : null;
  return (
    <Button
      className={mergeClasses(styles.gauge, isFolded && styles.folded)}
      aria-label={`${t('views.gauge')}: ${figures}`}
      title={isFolded ? `${t('views.gauge')}: ${figures}` : undefined}
      onClick={onOpen}
    >
      {isFolded ? (
        <span className={styles.small}>{share === null ? '–' : formats.percent(share)}</span>
      ) : (
        <>
          <span className={styles.name}>{t('views.gauge')}</span>
          <span className={styles.figure}>{figures}</span>
        </>
      )}
      <ProgressBar
        aria-hidden
        thickness="large"
        value={share ?? 0}
        color={colors[(sample?.ok && sample.details.status?.level) || 'unknown']}
      />
    </Button>
  );
}
