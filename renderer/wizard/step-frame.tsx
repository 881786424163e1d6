// The frame of every step: its heading, which receives the focus when the step opens, its content and its buttons.
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleLink } from '../article/article-link';
import type { ArticlePlace } from '../article/open-article';
import { low } from '../ui/layout';
import { PageMessages } from '../ui/page-messages';
import type { StepName } from './wizard-state';

/** The place of the article that each step carries out. */
const articlePlaceOf = {
  symptom: 'symptom',
  backup: 'warning',
  value: 'step-3',
  apply: 'step-3',
  done: 'step-4',
} as const satisfies Record<StepName, ArticlePlace>;

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', minHeight: '100%' },
  content: {
    flex: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
    maxWidth: '1600px',
    boxSizing: 'border-box',
    width: '100%',
    [low]: { gap: tokens.spacingVerticalS, paddingBlock: 0 },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalL },
  title: {
    flex: '1 1 auto',
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    // Receives the focus so that reading continues there, but it is not a control: an outline would look like a button.
    outline: 'none',
    [low]: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  },
  footer: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  // As wide as the content: the buttons are at its end.
  answer: {
    maxWidth: '1600px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL} 0`,
    maxHeight: '40vh',
    overflowY: 'auto',
  },
  row: {
    maxWidth: '1600px',
    boxSizing: 'border-box',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    [low]: { paddingBlock: tokens.spacingVerticalXS },
  },
  reason: { flex: '1 1 160px', textAlign: 'end', color: tokens.colorNeutralForeground2 },
});

export interface StepFrameProps {
  readonly step: StepName;
  readonly title: string;
  readonly children: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** Buttons at the start of the row, such as the way to undo. */
  readonly start?: ReactNode;
  /** What came of the step, above its buttons: always in view. */
  readonly answer?: ReactNode;
  /** The Next button. */
  readonly next?: {
    readonly run: () => void;
    /** Why it is still disabled. */
    readonly reason: string | null;
    /** Where the page has another primary action; `doubt` says why this is hardly the right choice. */
    readonly isSecondary?: boolean;
    readonly doubt?: string | null;
    readonly label?: string;
    readonly isRunning?: boolean;
    readonly icon?: ReactElement | undefined;
  };
  /** Buttons of the step in place of the Next button. */
  readonly actions?: ReactNode;
  /** Beside the buttons, where nothing else stands there. */
  readonly hint?: string | undefined;
}

export function StepFrame({ step, title, children, onBack, start, answer, next, actions, hint }: StepFrameProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const reasonId = useId();
  const reason = next?.reason ?? next?.doubt ?? null;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
  }, [title]);

  return (
    <div className={styles.frame}>
      <div className={styles.content}>
        <div className={styles.head}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          <ArticleLink place={articlePlaceOf[step]} />
        </div>
        <PageMessages />
        {children}
      </div>
      <div className={styles.footer}>
        {answer && <div className={styles.answer}>{answer}</div>}
        <div className={styles.row}>
          {start}
          {onBack && <Button onClick={onBack}>{t('actions.back')}</Button>}
          <Text id={reasonId} size={200} className={styles.reason}>
            {reason ?? hint}
          </Text>
          {actions}
          {next && (
            <Button
              appearance={next.isSecondary ? 'secondary' : 'primary'}
              disabledFocusable={next.reason !== null || next.isRunning === true}
              aria-describedby={reason === null ? undefined : reasonId}
              icon={next.isRunning ? <Spinner size="tiny" /> : next.icon}
              onClick={next.run}
            >
              {next.label ?? t('actions.next')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
