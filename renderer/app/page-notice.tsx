// Tells the user that the page was reloaded, until dismissed, and that the machine folder cannot be used.
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../text/error-text';
import { useFormats } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import type { PageState } from '../../electron/contract/ipc/page';

const useStyles = makeStyles({
  bar: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}` },
  body: { whiteSpace: 'normal' },
});

export function PageNotice({ reloaded, folder }: Pick<PageState, 'reloaded' | 'folder'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const [isDismissed, setIsDismissed] = useState(false);
  const problem = folder && errorText(folder, formats, t);
  return (
    <>
      {problem && (
        <section className={styles.bar} aria-label={t('page.folderLabel')}>
          <Notice intent="error" title={problem.title}>
            {[...problem.happened, t('page.folderLeftOut'), problem.next].join(' ')}
          </Notice>
        </section>
      )}
      {reloaded !== null && !isDismissed && (
        <section className={styles.bar} aria-label={t('page.label')}>
          <MessageBar intent="warning" layout="multiline" politeness="assertive">
            <MessageBarBody className={styles.body}>
              <MessageBarTitle>{t('page.title')}</MessageBarTitle> {t(`page.reasons.${reloaded}`)}
            </MessageBarBody>
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  size="small"
                  icon={<DismissRegular />}
                  aria-label={t('page.dismiss')}
                  onClick={() => setIsDismissed(true)}
                />
              }
            />
          </MessageBar>
        </section>
      )}
    </>
  );
}
