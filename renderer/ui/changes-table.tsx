// Values before and after, side by side.
import { makeStyles, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { storedText } from './stored-text';
import type { ValueChange } from '../../electron/contract/models';

const useStyles = makeStyles({
  cell: { verticalAlign: 'middle', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`, overflowWrap: 'anywhere', height: 'auto' },
  after: { fontWeight: tokens.fontWeightSemibold },
});

export interface ChangesTableProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly ValueChange[];
}

export function ChangesTable({ label, before, after, changes }: ChangesTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Table size="small" aria-label={label}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell>{t('value.valueName')}</TableHeaderCell>
          <TableHeaderCell>{before}</TableHeaderCell>
          <TableHeaderCell>{after}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {changes.map((change) => (
          <TableRow key={change.name}>
            <TableCell className={styles.cell}>{change.name}</TableCell>
            <TableCell className={styles.cell}>{storedText(change.before, null, t)}</TableCell>
            <TableCell className={styles.cell}><span className={styles.after}>{storedText(change.after, null, t)}</span></TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
