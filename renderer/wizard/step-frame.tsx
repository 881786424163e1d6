// The frame of every step: its heading, which receives the focus when the step opens, its content and its buttons.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { low } from '../ui/layout';
import { PageMessages } from '../ui/page-messages';
import { stepNames, type StepName } from './wizard-state';

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', minHeight: '100%' },
  content: {
    flex: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    maxWidth: '820px',
    boxSizing: 'border-box',
    width: '100%',
  },
  caption: { color: tokens.colorNeutralForeground3 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    // Receives the focus so that reading continues there, but it is not a control: an outline would look like a button.
    outline: 'none',
  },
  footer: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    [low]: { position: 'static' },
  },
  reason: { flex: '1 1 160px', textAlign: 'end', color: tokens.colorNeutralForeground2 },
});

export interface StepFrameProps {
  readonly step: StepName;
  readonly title: string;
  readonly children: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** The Next button. */
  readonly next?: {
    readonly run: () => void;
    /** Why it is still disabled. */
    readonly reason: string | null;
    /** Where the page has another primary action; `doubt` says why this is hardly the right choice. */
    readonly isSecondary?: boolean;
    readonly doubt?: string | null;
    readonly label?: string;
  };
  /** Buttons of the step in place of the Next button. */
  readonly actions?: ReactNode;
}

export function StepFrame({ step, title, children, onBack, next, actions }: StepFrameProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const reasonId = useId();
  const hint = next?.reason ?? next?.doubt ?? null;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
  }, [title]);

  return (
    <div className={styles.frame}>
      <div className={styles.content}>
        <div>
          <Text size={200} className={styles.caption}>
            {t('rail.position', { number: stepNames.indexOf(step) + 1, count: stepNames.length })} ·{' '}
            {t(`steps.${step}.article`)}
          </Text>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
        </div>
        <PageMessages />
        {children}
      </div>
      <div className={styles.footer}>
        {onBack && <Button onClick={onBack}>{t('actions.back')}</Button>}
        <Text id={reasonId} size={200} className={styles.reason}>
          {hint}
        </Text>
        {actions}
        {next && (
          <Button
            appearance={next.isSecondary ? 'secondary' : 'primary'}
            disabledFocusable={next.reason !== null}
            aria-describedby={hint === null ? undefined : reasonId}
            onClick={next.run}
          >
            {next.label ?? t('actions.next')}
          </Button>
        )}
      </div>
    </div>
  );
}
