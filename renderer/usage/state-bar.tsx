// Ports by state as a bar, as long as their share of the limit. Protects: a port in use is never an empty bar.
import { makeStyles, tokens } from '@fluentui/react-components';
import { groupsWithPorts } from './chart-groups';
import { groupStyle } from './chart-colors';
import { useStatesText } from './state-words';
import { useChartColors } from './use-chart-colors';

const useStyles = makeStyles({
  track: {
    display: 'flex',
    height: '6px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground6,
    '@media (forced-colors: active)': { outline: '1px solid CanvasText' },
  },
  filled: { display: 'flex', minWidth: '2px' },
  part: { flexBasis: 0 },
});

export interface StateBarProps {
  /** In the order of `tcpStates`, null where unknown. */
  readonly byState: readonly (number | null)[];
  /** The ports that fill the bar. */
  readonly limit: number;
  /** Where a text beside it says the same. */
  readonly isDecoration?: boolean;
}

export function StateBar({ byState, limit, isDecoration = false }: StateBarProps) {
  const styles = useStyles();
  const colors = useChartColors();
  const statesText = useStatesText();
  const parts = groupsWithPorts(byState).filter(({ ports }) => ports > 0);
  const total = parts.reduce((sum, { ports }) => sum + ports, 0);
  const words = statesText(byState);
  return (
    <div
      className={styles.track}
      title={words}
      {...(isDecoration ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words })}
    >
      {total > 0 && (
        <div className={styles.filled} style={{ width: `${Math.min(1, total / Math.max(1, limit)) * 100}%` }}>
          {parts.map(({ group, ports }) => (
            <div key={group} className={styles.part} style={{ ...groupStyle(colors, group), flexGrow: ports }} />
          ))}
        </div>
      )}
    </div>
  );
}
