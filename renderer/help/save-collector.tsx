// Saves the script that collects evidence on computers without this program.
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { Card } from '../ui/card';
import { SaveFolder } from '../ui/save-folder';

export function SaveCollector() {
  const { t } = useTranslation();
  return (
    <Card title={t('collector.title')}>
      <Text>{t('collector.lead')}</Text>
      <SaveFolder
        save={() => call('collector.write', {})}
        words={{ save: t('collector.save'), saving: t('collector.saving'), saved: t('collector.saved') }}
      />
    </Card>
  );
}
