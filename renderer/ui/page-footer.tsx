// The buttons of a screen, which stay in view while its content scrolls.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { low } from './layout';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  footer: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    [low]: { position: 'static' },
  },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '1600px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    boxSizing: 'border-box',
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  hint: { flex: '1 1 160px' },
});

export interface PageFooterProps {
  readonly hint?: string | undefined;
  /** Shown above the buttons. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

export function PageFooter({ hint, notice, children }: PageFooterProps) {
  const styles = useStyles();
  return (
    <div className={styles.footer}>
      <div className={styles.content}>
        {notice}
        <div className={styles.row}>
          <Text size={200} className={styles.hint}>
            {hint}
          </Text>
          {children}
        </div>
      </div>
    </div>
  );
}
