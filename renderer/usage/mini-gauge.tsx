// The ports in use in the smallest space, for the foot of the navigation: figure, limit and a bar in the color of the status.
// Protects: where nothing was measured it says so, and shows no bar.
import { makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { shareOfSample } from '../../electron/contract/usage/sample';
import type { StatusLevel } from '../../electron/contract/usage/status-levels';
import { useSample } from './use-sample';

const barColors = {
  normal: 'brand',
  watching: 'brand',
  unknown: 'brand',
  warning: 'warning',
  critical: 'error',
} as const satisfies Record<StatusLevel, string>;

const useStyles = makeStyles({
  gauge: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
  },
  compact: { textAlign: 'center', fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100 },
  name: { color: tokens.colorNeutralForeground3 },
  figure: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

export interface MiniGaugeProps {
  /** For a width of 40 px: the percentage, with the figures as a tooltip. */
  readonly isCompact?: boolean;
}

export function MiniGauge({ isCompact = false }: MiniGaugeProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const sample = useSample();
  const share = sample?.ok ? shareOfSample(sample) : null;
  const figure = sample?.ok
    ? t(sample.details.tellsBound ? 'usage.gauge.inUse' : 'usage.gauge.atLeast', {
        ports: formats.count(sample.figures.inUse),
        limit: formats.count(sample.figures.usable),
      })
    : t(sample === null ? 'usage.measuring' : 'usage.unknown');
  const level = (sample?.ok && sample.details.status?.level) || 'unknown';
  return (
    <div
      className={mergeClasses(styles.gauge, isCompact && styles.compact)}
      title={isCompact ? `${t('usage.gauge.name')}: ${figure}` : undefined}
    >
      {!isCompact && <span className={styles.name}>{t('usage.gauge.name')}</span>}
      <span className={styles.figure}>{isCompact ? (share === null ? '?' : formats.percent(share)) : figure}</span>
      {share !== null && (
        <ProgressBar aria-hidden thickness="large" value={Math.min(1, share)} color={barColors[level]} />
      )}
    </div>
  );
}
