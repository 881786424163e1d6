// A small table: columns as wide as their content, the first cell of a row is its header.
import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';

const useStyles = makeStyles({
  table: { tableLayout: 'auto' },
  cell: {
    height: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    verticalAlign: 'middle',
    overflowWrap: 'break-word',
  },
  head: { color: tokens.colorNeutralForeground3 },
  name: { fontWeight: tokens.fontWeightSemibold },
});

export interface DataTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [name: string, ...cells: string[]])[];
}

export function DataTable({ label, columns, rows }: DataTableProps) {
  const styles = useStyles();
  return (
    <Table size="small" className={styles.table} aria-label={label}>
      <TableHeader>
        <TableRow>
          {columns.map((column) => (
            <TableHeaderCell key={column} scope="col" className={mergeClasses(styles.cell, styles.head)}>
              {column}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(([name, ...cells], index) => (
          <TableRow key={`${index} ${name}`}>
            <TableHeaderCell scope="row" className={mergeClasses(styles.cell, styles.name)}>
              {name}
            </TableHeaderCell>
            {cells.map((cell, column) => (
              <TableCell key={columns[column + 1]} className={styles.cell}>
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
