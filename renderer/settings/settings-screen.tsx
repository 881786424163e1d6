// The settings of the window. Each is kept as soon as it is changed.
import { Divider, makeStyles, Select, Switch, tokens } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ColorRegular } from '@fluentui/react-icons/svg/color';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import { PersonProhibitedRegular } from '@fluentui/react-icons/svg/person-prohibited';
import { WindowRegular } from '@fluentui/react-icons/svg/window';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { Card } from '../ui/card';
import { ErrorPanel } from '../ui/error-panel';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { ReadingView } from '../ui/reading-view';
import { useReading } from '../ui/use-reading';
import { KeepWatchingCard } from './keep-watching-card';
import { SettingRow } from './setting-row';
import type { AppError } from '../../electron/contract/errors/errors';
import type { Result } from '../../electron/contract/errors/result';
import { languages, themes } from '../../electron/contract/settings/choices';
import type { SettingsView, WindowSettings } from '../../electron/contract/settings/settings';

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '1000px' },
  select: { minWidth: '200px' },
});

export function SettingsScreen() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { generation } = useMachine();
  const [view, readView] = useReading('settings.read', generation);
  const [usage, readUsage] = useReading('usage.settings', generation);
  const [ticket, readTicket] = useReading('ticket.options', generation);
  const [error, setError] = useState<AppError | null>(null);

  const keep = async (kept: Promise<Result<null>>, read: () => void) => {
    const result = await kept;
    setError(result.ok ? null : result.error);
    read();
  };

  return (
    <Page title={t('settings.title')}>
      <div className={styles.column}>
        {error && <ErrorPanel error={error} isAnswer />}
        <ReadingView reading={view} label={t('settings.reading')} readAgain={readView}>
          {(shown) => (
            <Appearance view={shown} onChange={(settings) => void keep(call('settings.write', settings), readView)} />
          )}
        </ReadingView>
        <Card title={t('settings.behavior')}>
          <ReadingView reading={usage} label={t('settings.reading')} readAgain={readUsage}>
            {({ notifications }) => (
              <SwitchRow
                icon={<AlertRegular />}
                name={t('settings.notifications')}
                hint={t('settings.notificationsHint')}
                isOn={notifications}
                onChange={(isOn) => void keep(call('usage.notify', { isOn }), readUsage)}
              />
            )}
          </ReadingView>
          <Divider />
          <ReadingView reading={ticket} label={t('settings.reading')} readAgain={readTicket}>
            {({ options }) => (
              <SwitchRow
                icon={<PersonProhibitedRegular />}
                name={t('settings.userNames')}
                hint={t('settings.userNamesHint')}
                isOn={options.leavesOutUserNames}
                onChange={(isOn) => void keep(call('ticket.leave-out-user-names', { isOn }), readTicket)}
              />
            )}
          </ReadingView>
        </Card>
        <KeepWatchingCard onKept={keep} />
      </div>
    </Page>
  );
}

interface AppearanceProps {
  readonly view: SettingsView;
  readonly onChange: (settings: WindowSettings) => void;
}

function Appearance({ view: { settings, isDamaged, frameNow }, onChange }: AppearanceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const themeId = useId();
  const languageId = useId();
  return (
    <>
      {isDamaged && (
        <Notice intent="warning" title={t('settings.damagedTitle')}>
          {t('settings.damaged')}
        </Notice>
      )}
      <Card title={t('settings.appearance')}>
        <SettingRow icon={<ColorRegular />} name={t('settings.theme')} nameId={themeId} hint={t('settings.themeHint')}>
          <Select
            className={styles.select}
            aria-labelledby={themeId}
            value={settings.theme}
            onChange={(_, { value }) =>
              onChange({ ...settings, theme: themes.find((theme) => theme === value) ?? settings.theme })
            }
          >
            {themes.map((theme) => (
              <option key={theme} value={theme}>
                {t(`settings.themes.${theme}`)}
              </option>
            ))}
          </Select>
        </SettingRow>
        <Divider />
        <SwitchRow
          icon={<WindowRegular />}
          name={t('settings.frame')}
          hint={settings.frame === frameNow ? t('settings.frameHint') : t('settings.frameRestart')}
          isOn={settings.frame === 'system'}
          onChange={(isOn) => onChange({ ...settings, frame: isOn ? 'system' : 'own' })}
        />
        <Divider />
        <SettingRow
          icon={<LocalLanguageRegular />}
          name={t('settings.language')}
          nameId={languageId}
          hint={t('settings.languageHint')}
        >
          <Select
            className={styles.select}
            aria-labelledby={languageId}
            value={settings.language}
            onChange={(_, { value }) =>
              onChange({ ...settings, language: languages.find((tag) => tag === value) ?? settings.language })
            }
          >
            {languages.map((tag) => (
              <option key={tag} value={tag}>
                {t(`settings.languages.${tag}`)}
              </option>
            ))}
          </Select>
        </SettingRow>
      </Card>
    </>
  );
}

interface SwitchRowProps {
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function SwitchRow({ icon, name, hint, isOn, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <SettingRow icon={icon} name={name} nameId={id} hint={hint}>
      <Switch aria-labelledby={id} checked={isOn} onChange={(_, { checked }) => onChange(checked)} />
    </SettingRow>
  );
}
