// A message of the window, which the person may dismiss.
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

export interface WindowMessageProps {
  /** Name of the region. */
  readonly label: string;
  readonly intent: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  /** Null where it stays. */
  readonly dismiss: { readonly label: string; readonly run: () => void } | null;
}

export function WindowMessage({ label, intent, title, children, dismiss }: WindowMessageProps) {
  const styles = useStyles();
  return (
    <section aria-label={label}>
      <MessageBar intent={intent} layout="multiline" politeness="assertive">
        <MessageBarBody className={styles.body}>
          <MessageBarTitle>{title}</MessageBarTitle> {children}
        </MessageBarBody>
        {dismiss && (
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                size="small"
                icon={<DismissRegular />}
                aria-label={dismiss.label}
                onClick={dismiss.run}
              />
            }
          />
        )}
      </MessageBar>
    </section>
  );
}
