// The chart, and beside it who uses the ports: side by side where there is room.
import { makeStyles, tokens } from '@fluentui/react-components';
import { wide } from '../ui/layout';

export const useWorkStyles = makeStyles({
  work: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
    [wide]: {
      flex: '1 1 340px',
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 360px',
      gridTemplateRows: 'minmax(0, 1fr)',
      minHeight: '340px',
    },
  },
  chart: { flex: 1, minHeight: '380px', [wide]: { minHeight: 0 } },
  alone: { gridColumn: '1 / -1' },
  side: { minHeight: 0 },
});
