// What the window tells on whatever page the person is: one message that stays while its cause does, and one that passes.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../text/error-text';
import { useChangeWay, useMachine } from '../machine/machine-context';
import { UsageAlertBar } from './usage-alert-bar';
import { useUsageAlert } from './use-usage-alert';
import { WindowMessage } from './window-message';
import type { PageState } from '../../electron/contract/ipc/page';

/** The messages as they are rendered below the heading of a page; `page` is null until it is known. */
export function useWindowMessages(page: Pick<PageState, 'reloaded' | 'folder'> | null): ReactNode {
  const { t } = useTranslation();
  const [alert, dismissAlert] = useUsageAlert();
  const [isReloadSeen, setIsReloadSeen] = useState(false);
  const lasting = useLastingMessage(page);
  const reloaded = isReloadSeen ? null : (page?.reloaded ?? null);
  if (lasting === null && alert === null && reloaded === null) return null;
  return (
    <>
      {lasting}
      {alert && <UsageAlertBar shown={alert} onDismiss={dismissAlert} />}
      {!alert && reloaded && (
        <WindowMessage
          announcedAs={`reloaded/${reloaded}`}
          label={t('page.label')}
          intent="warning"
          title={t('page.title')}
          dismiss={{ label: t('page.dismiss'), run: () => setIsReloadSeen(true) }}
        >
          {t(`page.reasons.${reloaded}`)}
        </WindowMessage>
      )}
    </>
  );
}

/** The folder that cannot be used, or else the place from which no change can be made. */
function useLastingMessage(page: Pick<PageState, 'folder'> | null): ReactNode {
  const { t } = useTranslation();
  const { machine, formats, place } = useMachine();
  const way = useChangeWay();
  const [isPlaceSeen, setIsPlaceSeen] = useState(false);
  if (page?.folder) {
    const problem = errorText(page.folder, formats, t);
    return (
      <WindowMessage
        announcedAs="folder"
        label={t('page.folderLabel')}
        intent="error"
        title={problem.title}
        dismiss={null}
      >
        {[...problem.happened, t('page.folderLeftOut'), problem.next].join(' ')}
      </WindowMessage>
    );
  }
  const rights =
    way === 'install' || way === 'development'
      ? t(`machine.notElevated.${way}`)
      : machine.isElevated && place !== null
        ? t('machine.elevatedHere')
        : null;
  if (rights === null || isPlaceSeen) return null;
  return (
    <WindowMessage
      announcedAs="rights"
      label={t('machine.rightsLabel')}
      intent="warning"
      title={rights}
      dismiss={{ label: t('page.dismiss'), run: () => setIsPlaceSeen(true) }}
    />
  );
}
