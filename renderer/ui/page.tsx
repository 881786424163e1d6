// A screen beside the wizard: its heading, which receives the focus when the screen opens, its content and its buttons.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';

const useStyles = makeStyles({
  main: {
    flex: 1,
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
    gap: tokens.spacingVerticalL,
    width: '100%',
    maxWidth: '1200px',
    minWidth: 0,
    margin: '0 auto',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    boxSizing: 'border-box',
  },
  // Receives the focus so that reading continues there, but it is not a control: an outline would look like a button.
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    outline: 'none',
    overflowWrap: 'anywhere',
  },
});

export interface PageProps {
  readonly title: string;
  /** Shown above the heading, such as a link back. */
  readonly before?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, before, footer, children }: PageProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <main className={styles.main}>
      <div className={styles.page}>
        {before}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {children}
      </div>
      {footer}
    </main>
  );
}
