// A failure: what happened, what was left in place, what to do next; announced when it appears. What only experts read is closed.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../text/error-text';
import { CodeBlock } from './code-block';
import { useFormats } from '../machine/machine-context';
import type { AppError } from '../../electron/contract/errors/errors';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  lines: { margin: `${tokens.spacingVerticalXS} 0`, overflowWrap: 'anywhere' },
  term: { fontWeight: tokens.fontWeightSemibold },
  // In line with the text above.
  details: { marginInlineStart: `calc(${tokens.spacingHorizontalM} * -1)` },
});

export interface ErrorPanelProps {
  readonly error: AppError;
  /** It answers a click, and the button may be far away: it scrolls into view. */
  readonly isAnswer?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void; readonly isRunning?: boolean };
}

export function ErrorPanel({ error, isAnswer = false, action }: ErrorPanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const panel = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isAnswer) return;
    panel.current?.scrollIntoView({ block: 'nearest' });
    // The panel may be taller than the window: then its top is shown.
    title.current?.scrollIntoView({ block: 'nearest' });
  }, [isAnswer, error]);
  const text = errorText(error, useFormats(), t);
  return (
    <MessageBar ref={panel} intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle ref={title}>{text.title}</MessageBarTitle>
        <div className={styles.lines}>
          {text.happened.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <div className={styles.lines}>
          <span className={styles.term}>{t('errors.labels.left')}: </span>
          {text.left.join(' ')}
        </div>
        <div className={styles.lines}>
          <span className={styles.term}>{t('errors.labels.next')}: </span>
          {text.next}
        </div>
        {text.details !== null && (
          <Accordion collapsible className={styles.details}>
            <AccordionItem value="details">
              <AccordionHeader size="small">{t('errors.labels.details')}</AccordionHeader>
              <AccordionPanel>
                <CodeBlock text={text.details} copyName={t('copyNames.error')} />
              </AccordionPanel>
            </AccordionItem>
          </Accordion>
        )}
      </MessageBarBody>
      {action && (
        <MessageBarActions>
          <Button
            appearance={isAnswer ? 'primary' : 'secondary'}
            disabledFocusable={action.isRunning ?? false}
            onClick={action.run}
          >
            {action.label}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
