// A page of the window: its heading, which receives the focus when the page opens, its content and its buttons.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { PageMessages } from './page-messages';

const useStyles = makeStyles({
  main: {
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    scrollPaddingBlockEnd: '120px',
  },
  page: {
    flex: '1 0 auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '100%',
    maxWidth: '1600px',
    minWidth: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
    boxSizing: 'border-box',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  // Receives the focus so that reading continues there, but it is not a control: an outline would look like a button.
  title: {
    // Where the commands take several lines, the heading stays at the first one.
    alignSelf: 'flex-start',
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    outline: 'none',
    overflowWrap: 'anywhere',
  },
  // On a line of their own where they have no room beside the heading.
  actions: {
    flex: '1 1 auto',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
});

export interface PageProps {
  readonly title: string;
  /** Shown above the heading, such as a link back. */
  readonly before?: ReactNode;
  /** Shown beside the heading, such as the status. */
  readonly badge?: ReactNode;
  /** The commands of the page, at the end of the line of the heading. */
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, before, badge, actions, footer, children }: PageProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <main className={styles.main}>
      <div className={styles.page}>
        {before}
        <div className={styles.head}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {badge}
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        <PageMessages />
        {children}
      </div>
      {footer}
    </main>
  );
}
