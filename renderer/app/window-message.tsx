// A message of the window, which the person may dismiss. Every page shows it below its heading; it is announced once.
import {
  AnnounceProvider,
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  useAnnounce,
  type AnnounceContextValue,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { createContext, useContext, useMemo, type ReactNode } from 'react';

/** What was announced since the window opened. */
export const AnnouncedContext = createContext<Set<string>>(new Set());

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

export interface WindowMessageProps {
  /** Another one for what is to be announced anew. */
  readonly announcedAs: string;
  /** Name of the region. */
  readonly label: string;
  readonly intent: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  /** Null where it stays. */
  readonly dismiss: { readonly label: string; readonly run: () => void } | null;
}

export function WindowMessage({ announcedAs, label, intent, title, children, dismiss }: WindowMessageProps) {
  const styles = useStyles();
  return (
    <section aria-label={label}>
      <AnnounceProvider value={useAnnounceOnce(announcedAs)}>
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
      </AnnounceProvider>
    </section>
  );
}

/** A message bar announces itself whenever it appears, which it does on every page. */
function useAnnounceOnce(id: string): AnnounceContextValue {
  const { announce } = useAnnounce();
  const announced = useContext(AnnouncedContext);
  return useMemo(
    () => ({
      announce: (...told) => {
        if (announced.has(id)) return;
        announced.add(id);
        announce(...told);
      },
    }),
    [announce, announced, id],
  );
}
