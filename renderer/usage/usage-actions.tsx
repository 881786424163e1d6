// The commands of the page of live usage: whose sockets are shown, pause, export, and more.
import { Button, makeStyles, MenuItem, MenuItemCheckbox, Select } from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { PageMenu } from './page-menu';
import { realSockets } from './use-live-usage';
import { useNotifications } from './use-notifications';
import type { UsedByTab } from './used-by-rows';
import type { AppError } from '../../electron/contract/errors/errors';
import { practiceLoads, type PracticeLoad } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({ source: { maxWidth: '240px', minWidth: 0 } });

export interface UsageActionsProps {
  /** The scripted load that is shown; null for real sockets. */
  readonly load: PracticeLoad | null;
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
  const { load, isPaused, onPause, isTable, onTable, usersTab, onPicture, onHistory, onUsers, onEvidence, onError } =
    props;
  const { t } = useTranslation();
  const { machine } = useMachine();
  const notifications = useNotifications(onError);
  const checked = [...(isTable ? ['table'] : []), ...(notifications.isOn ? ['notifications'] : [])];
  return (
    <>
      {machine.kind === 'practice' && <LoadChoice load={load} onError={onError} />}
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

function LoadChoice({ load, onError }: Pick<UsageActionsProps, 'load' | 'onError'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const choose = (requested: PracticeLoad | null) =>
    void call('practice.load', { load: requested }).then((answer) => {
      if (!answer.ok) onError(answer.error);
    });
  return (
    <Select
      size="small"
      className={styles.source}
      aria-label={t('live.source')}
      value={load ?? realSockets}
      onChange={(_, { value }) => choose(practiceLoads.find((each) => each === value) ?? null)}
    >
      <option value={realSockets}>{t('live.sourceReal')}</option>
      {practiceLoads.map((each) => (
        <option key={each} value={each}>
          {t('live.simulated', { load: t(`live.loads.${each}`) })}
        </option>
      ))}
    </Select>
  );
}
