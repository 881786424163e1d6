// A list and what is selected in it, side by side in the height that is left; in a narrow window one above the other.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { narrow } from './layout';
import { useId, type ReactNode, type Ref } from 'react';

/** A little more than `narrow`: the detail is given what there is. */
const tight = '@container (max-width: 760px)';

const pane = {
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
  borderRadius: tokens.borderRadiusXLarge,
  border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  backgroundColor: tokens.colorNeutralBackground1,
  boxSizing: 'border-box',
  overflow: 'hidden',
} as const;

const useStyles = makeStyles({
  root: {
    flex: '1 1 0',
    display: 'grid',
    gridTemplateColumns: 'minmax(230px, 3fr) minmax(0, 6fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    minHeight: '380px',
    [tight]: { gridTemplateColumns: '216px minmax(0, 1fr)' },
    [narrow]: { display: 'flex', flexDirection: 'column', flex: '0 0 auto' },
  },
  list: { ...pane, [narrow]: { height: '230px' } },
  detail: { ...pane, [narrow]: { minHeight: '260px' } },
  body: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    // It scrolls: nothing in it gives way.
    '> *': { flexShrink: 0 },
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  names: { flex: 1, minWidth: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
    outline: 'none',
  },
  caption: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexShrink: 0, gap: tokens.spacingHorizontalXS },
  foot: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { position: 'sticky', bottom: 0 },
  },
});

export interface ListDetailProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
}

export function ListDetail({ list, detail }: ListDetailProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <div className={styles.list}>{list}</div>
      {detail}
    </div>
  );
}

export interface DetailProps {
  readonly title: string;
  /** Short facts below the title. */
  readonly facts: readonly ReactNode[];
  readonly actions?: ReactNode;
  /** Stays in view below the content. */
  readonly footer?: ReactNode;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** What is selected, with its commands and its main action. */
export function Detail({ title, facts, actions, footer, headingRef, children }: DetailProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.detail} aria-labelledby={id}>
      <div className={styles.body}>
        <div className={styles.head}>
          <div className={styles.names}>
            <h2 id={id} ref={headingRef} tabIndex={-1} className={styles.title}>
              {title}
            </h2>
            <div className={styles.caption}>
              {facts.map((fact, index) => (
                <span key={index}>{fact}</span>
              ))}
            </div>
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {children}
      </div>
      {footer && <div className={styles.foot}>{footer}</div>}
    </section>
  );
}

/** In the place of the detail while nothing is selected. */
export function NoDetail({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <div className={mergeClasses(styles.detail, styles.body)}>{children}</div>;
}
