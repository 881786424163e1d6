// The commands of the page of live usage: pause, export, and more.
import { Button, MenuItem, MenuItemCheckbox } from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useTranslation } from 'react-i18next';
import { PageMenu } from './page-menu';
import { useNotifications } from './use-notifications';
import type { UsedByTab } from './used-by-rows';
import type { AppError } from '../../electron/contract/errors/errors';

export interface UsageActionsProps {
  readonly isPaused: boolean;
  readonly onPause: () => void;
  readonly isTable: boolean;
  readonly onTable: (isShown: boolean) => void;
  readonly usersTab: UsedByTab;
  readonly onPicture: () => void;
  readonly onHistory: () => void;
  readonly onUsers: () => void;
  readonly onEvidence: () => void;
  readonly onError: (error: AppError) => void;
}

export function UsageActions(props: UsageActionsProps) {
  const { isPaused, onPause, isTable, onTable, usersTab, onPicture, onHistory, onUsers, onEvidence, onError } = props;
  const { t } = useTranslation();
  const notifications = useNotifications(onError);
  const checked = [...(isTable ? ['table'] : []), ...(notifications.isOn ? ['notifications'] : [])];
  return (
    <>
      <Button appearance="subtle" icon={isPaused ? <PlayRegular /> : <PauseRegular />} onClick={onPause}>
        {t(isPaused ? 'live.resume' : 'live.pause')}
      </Button>
      <PageMenu
        button={
          <Button appearance="subtle" icon={<ArrowExportRegular />}>
            {t('live.export.menu')}
          </Button>
        }
      >
        <MenuItem onClick={onPicture}>{t('live.export.png')}</MenuItem>
        <MenuItem onClick={onHistory}>{t('live.export.csv')}</MenuItem>
        <MenuItem onClick={onUsers}>{t('live.export.table', { table: t(`live.usedBy.tab.${usersTab}`) })}</MenuItem>
        <MenuItem onClick={onEvidence}>{t('evidence.actions.save')}</MenuItem>
      </PageMenu>
      <PageMenu
        checkedValues={{ options: checked }}
        onCheckedValueChange={(_, { checkedItems }) => {
          onTable(checkedItems.includes('table'));
          notifications.set(checkedItems.includes('notifications'));
        }}
        button={<Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('live.more')} />}
      >
        <MenuItemCheckbox name="options" value="table">
          {t('live.chart.showTable')}
        </MenuItemCheckbox>
        <MenuItemCheckbox name="options" value="notifications" disabled={notifications.isOn === null}>
          {t(notifications.isDamaged ? 'live.notificationsDamaged' : 'live.notifications')}
        </MenuItemCheckbox>
      </PageMenu>
    </>
  );
}
