// Saves the whole history where the person chooses.
import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import type { Result } from '../../electron/contract/errors/result';

export interface ExportHistoryProps {
  /** Null while a new one is being saved, and where the person chose nothing. */
  readonly onSaved: (result: Result<{ readonly file: string }> | null) => void;
}

export function ExportHistory({ onSaved }: ExportHistoryProps) {
  const { t } = useTranslation();
  const save = async (format: 'csv' | 'json') => {
    onSaved(null);
    const result = await call('history.export', { format });
    if (result.ok || result.error.code !== 'NOT_CONFIRMED') onSaved(result);
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton icon={<ArrowExportRegular />}>{t('history.export')}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => void save('csv')}>{t('history.exportCsv')}</MenuItem>
          <MenuItem onClick={() => void save('json')}>{t('history.exportJson')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
