// The exact figures under the crosshair, as one line of text.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useReasonText } from './gap-text';
import { chartColors } from './chart-colors';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { ChartMoment } from './chart-data';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '20px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: 'tabular-nums',
  },
  when: { fontWeight: tokens.fontWeightSemibold },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginInlineEnd: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
    forcedColorAdjust: 'none',
  },
});

export interface MomentTextProps {
  /** Null: no crosshair, so the colors alone are explained. */
  readonly moment: ChartMoment | null;
  /** Whether bound sockets are counted now. */
  readonly tellsBound: boolean;
}

export function MomentText({ moment, tellsBound }: MomentTextProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();
  const reasonText = useReasonText();
  const colors = chartColors(theme, isHighContrast);
  const stateText = (ports: number | null) => (ports === null ? t('usage.unknown') : formats.count(ports));
  const summary = (): string => {
    if (moment === null) return '';
    const when = formats.time(moment.at);
    if (moment.total === null)
      return t('live.chart.noMeasurement', { when, reason: reasonText(moment.reason ?? 'no-sample') });
    const total = formats.count(moment.total);
    return moment.usable === null
      ? t('live.chart.moment', { when, total })
      : t('live.chart.momentLimit', { when, total, limit: formats.count(moment.usable) });
  };
  return (
    <div className={styles.line} role="status">
      {moment !== null && <span className={styles.when}>{summary()}</span>}
      {tcpStates.map((state, index) => (
        <span key={state}>
          <span className={styles.swatch} style={{ backgroundColor: colors.states[index] }} />
          {t(`usage.states.${state}.raw`) || t(`usage.states.${state}.name`)}
          {moment?.byState && ` ${stateText(moment.byState[index] ?? null)}`}
          {moment === null && state === 'BOUND' && !tellsBound && ` (${t('usage.unknown')})`}
        </span>
      ))}
    </div>
  );
}
