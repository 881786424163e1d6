// One figure with its name, what it is measured against, and details.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { narrow } from '../ui/layout';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  tile: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [narrow]: { padding: tokens.spacingHorizontalS },
  },
  name: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  value: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalS,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
  },
  figure: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  warning: { color: tokens.colorPaletteMarigoldForeground2 },
  critical: { color: tokens.colorPaletteRedForeground1 },
  unit: { color: tokens.colorNeutralForeground2 },
  detail: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  foot: { marginBlockStart: 'auto', paddingBlockStart: tokens.spacingVerticalXS },
});

export interface TileFigure {
  readonly figure: string;
  readonly unit?: string;
  /** Only bad news is colored. */
  readonly tone?: 'plain' | 'warning' | 'critical';
  /** Beside each other, without those that are null. */
  readonly details: readonly (string | null)[];
}

interface TileProps extends TileFigure {
  readonly name: string;
  readonly children?: ReactNode;
}

export function Tile({ name, figure, unit, tone = 'plain', details, children }: TileProps) {
  const styles = useStyles();
  const detail = details.filter((part) => part !== null).join(' · ');
  return (
    <div className={styles.tile}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        <span className={mergeClasses(styles.figure, tone !== 'plain' && styles[tone])}>{figure}</span>
        {unit && <span className={styles.unit}>{unit}</span>}
      </dd>
      {detail !== '' && <dd className={styles.detail}>{detail}</dd>}
      {children && <dd className={mergeClasses(styles.detail, styles.foot)}>{children}</dd>}
    </div>
  );
}
