// The layer that a page lies on, one step lighter than the frame around it.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  layer: {
    position: 'relative',
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflow: 'hidden',
    containerType: 'inline-size',
  },
  besideNavigation: {
    borderTopLeftRadius: '8px',
    borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

export interface ContentLayerProps {
  readonly isBesideNavigation?: boolean;
  readonly children: ReactNode;
}

export function ContentLayer({ isBesideNavigation = false, children }: ContentLayerProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.layer, isBesideNavigation && styles.besideNavigation)} data-pane>
      {children}
    </div>
  );
}
