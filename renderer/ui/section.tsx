// A section of a step under its own heading.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode, type Ref } from 'react';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Allows code to move the focus to the heading. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
}

export function Section({ title, children, headingRef }: SectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} ref={headingRef} tabIndex={headingRef ? -1 : undefined} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
