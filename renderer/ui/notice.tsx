// A message with a heading, announced when it appears.
import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal' },
  large: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
});

export interface NoticeProps {
  readonly intent: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** For the conclusion of a page. */
  readonly isLarge?: boolean;
}

export function Notice({ intent, title, children, action, isLarge = false }: NoticeProps) {
  const styles = useStyles();
  return (
    <MessageBar intent={intent} layout="multiline" politeness="polite">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle className={isLarge ? styles.large : undefined}>{title}</MessageBarTitle> {children}
      </MessageBarBody>
      {action && <MessageBarActions>{action}</MessageBarActions>}
    </MessageBar>
  );
}
