// Saves the plan as a folder of commands, for machines where this program may not run. Changes nothing here.
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { SaveFolder } from '../ui/save-folder';
import { Section } from '../ui/section';

export interface SaveCommandsProps {
  readonly token: string;
}

export function SaveCommands({ token }: SaveCommandsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('commands.title')}>
      <Text>{t('commands.lead')}</Text>
      <SaveFolder
        save={() => call('commands.write', { token })}
        words={{ save: t('commands.save'), saving: t('commands.saving'), saved: t('commands.savedTitle') }}
      />
    </Section>
  );
}
