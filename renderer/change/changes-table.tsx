// Values before and after, side by side.
import { useTranslation } from 'react-i18next';
import { DataTable } from '../ui/data-table';
import { useFormats } from '../machine/machine-context';
import { toldChanges } from '../text/change-names';
import { valueText } from '../text/stored-text';
import type { Change } from '../../electron/contract/change/change';

export interface ChangesTableProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
}

export function ChangesTable({ label, before, after, changes }: ChangesTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <DataTable
      label={label}
      columns={[t('value.valueName'), before, after]}
      rows={toldChanges(changes, t).map(({ title, change }) => [
        title,
        valueText(change.name, change.before, formats, t),
        valueText(change.name, change.after, formats, t),
      ])}
    />
  );
}
