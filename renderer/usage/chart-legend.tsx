// What the colors of the chart mean: the states that have ports, each with its figure.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { groupStyle } from './chart-colors';
import { groupsWithPorts } from './chart-groups';
import { useGroupName } from './state-words';
import { useChartColors } from './use-chart-colors';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginInlineEnd: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
  },
});

export interface ChartLegendProps {
  /** In the order of `tcpStates`, null where unknown. */
  readonly byState: readonly (number | null)[];
  /** Groups of states that the chart shows, also where they have no port now. */
  readonly seen?: readonly number[];
  readonly className?: string;
}

export function ChartLegend({ byState, seen, className }: ChartLegendProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const colors = useChartColors();
  const groupName = useGroupName();
  return (
    <ul className={mergeClasses(styles.list, className)} aria-label={t('usage.tableLabel')}>
      {groupsWithPorts(byState, seen).map((group) => {
        const ports = formats.count(group.ports);
        const known = group.ports === 0 ? t('usage.unknown') : t('usage.atLeast', { ports });
        return (
          <li key={group.group}>
            <span className={styles.swatch} style={groupStyle(colors, group.group)} aria-hidden />
            {t('usage.part', { state: groupName(group), ports: group.isPartlyUnknown ? known : ports })}
          </li>
        );
      })}
    </ul>
  );
}
