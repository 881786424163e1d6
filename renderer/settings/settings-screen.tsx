// The settings of the window. Each is kept as soon as it is changed.
import { Divider, makeStyles, Select, Switch, tokens } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ColorRegular } from '@fluentui/react-icons/svg/color';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
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
import { themes } from '../../electron/contract/settings/choices';
import {
  languageChoices,
  languageNames,
  languages,
  ticketLanguageChoices,
  unreviewedLanguages,
  type Language,
  type LanguageChoice,
  type TicketLanguageChoice,
} from '../../electron/contract/settings/languages';
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
        <LanguageRow
          icon={<LocalLanguageRegular />}
          name={t('settings.language')}
          hint={t('settings.languageHint')}
          first={t('settings.systemLanguage')}
          choices={languageChoices}
          value={settings.language}
          onChange={(language) => onChange({ ...settings, language })}
        />
        <Divider />
        <LanguageRow
          icon={<DocumentRegular />}
          name={t('settings.ticketLanguage')}
          hint={t('settings.ticketLanguageHint')}
          first={t('settings.windowLanguage')}
          choices={ticketLanguageChoices}
          value={settings.ticketLanguage}
          onChange={(ticketLanguage) => onChange({ ...settings, ticketLanguage })}
        />
      </Card>
    </>
  );
}

interface LanguageRowProps<Choice extends Language | LanguageChoice | TicketLanguageChoice> {
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly hint: string;
  /** The name of the choice that is no language. */
  readonly first: string;
  readonly choices: readonly Choice[];
  readonly value: Choice;
  readonly onChange: (choice: Choice) => void;
}

function LanguageRow<Choice extends Language | LanguageChoice | TicketLanguageChoice>({
  icon,
  name,
  hint,
  first,
  choices,
  value,
  onChange,
}: LanguageRowProps<Choice>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const id = useId();
  const nameOf = (choice: Choice) => {
    const language = languages.find((each) => each === choice);
    if (!language) return first;
    const own = languageNames[language];
    return unreviewedLanguages.includes(language) ? t('settings.unreviewedLanguage', { language: own }) : own;
  };
  return (
    <SettingRow icon={icon} name={name} nameId={id} hint={hint}>
      <Select
        className={styles.select}
        aria-labelledby={id}
        value={value}
        onChange={(_, chosen) => onChange(choices.find((choice) => choice === chosen.value) ?? value)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </Select>
    </SettingRow>
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
