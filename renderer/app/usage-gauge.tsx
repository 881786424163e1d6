// The gauge at the foot of the navigation, which opens live usage.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MiniGauge } from '../usage/mini-gauge';

const useStyles = makeStyles({
  gauge: {
    display: 'block',
    width: '100%',
    minWidth: 0,
    marginBottom: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusXLarge,
    '@media (max-height: 560px)': { display: 'none' },
  },
  folded: { padding: `${tokens.spacingVerticalS} 0` },
});

export interface UsageGaugeProps {
  readonly isFolded: boolean;
  readonly onOpen: () => void;
}

export function UsageGauge({ isFolded, onOpen }: UsageGaugeProps) {
  const styles = useStyles();
  return (
    <Button className={mergeClasses(styles.gauge, isFolded && styles.folded)} onClick={onOpen}>
      <MiniGauge isCompact={isFolded} />
    </Button>
  );
}
