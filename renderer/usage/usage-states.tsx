// The ports in use by state, as a table that also explains the chart's colors.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { chartColors } from './chart-colors';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { tcpStates, type UsageFigures } from '../../electron/contract/usage/sample';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  head: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  state: { padding: `${tokens.spacingVerticalXXS} 0`, textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  raw: { color: tokens.colorNeutralForeground3 },
  ports: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginInlineEnd: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusSmall,
    forcedColorAdjust: 'none',
  },
});

export interface UsageStatesProps {
  readonly figures: UsageFigures;
  /** Whether bound sockets are counted. */
  readonly tellsBound: boolean;
}

export function UsageStates({ figures, tellsBound }: UsageStatesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();
  const colors = chartColors(theme, isHighContrast);
  return (
    <table className={styles.table} aria-label={t('usage.tableLabel')}>
      <thead>
        <tr>
          <th scope="col" className={styles.head}>
            {t('usage.state')}
          </th>
          <th scope="col" className={mergeClasses(styles.head, styles.ports)}>
            {t('usage.ports')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tcpStates.map((state, index) => (
          <tr key={state}>
            <th scope="row" className={styles.state}>
              <span className={styles.swatch} style={{ backgroundColor: colors.states[index] }} />
              {t(`usage.states.${state}.name`)} <span className={styles.raw}>{t(`usage.states.${state}.raw`)}</span>
            </th>
            <td className={styles.ports}>
              {state === 'BOUND' && !tellsBound ? t('usage.unknown') : formats.count(figures.byState[index] ?? 0)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
