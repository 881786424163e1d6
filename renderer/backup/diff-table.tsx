// Values of one key, current and in the file, each with a check box if it may be restored.
// Protects: no check box selects several values at once.
import {
  Checkbox,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ShowMore, usePart } from '../ui/show-more';
import { nameText } from '../text/stored-text';
import { KindLabel } from './kind-label';
import { ValueData } from './value-data';
import { foldedName } from '../../electron/contract/registry/value-name';
import type { DiffRow } from '../../electron/contract/backup/comparison';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', minWidth: 0 },
  table: { tableLayout: 'fixed', minWidth: '300px' },
  cell: {
    height: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  tick: { width: '32px', paddingTop: 0 },
  nameColumn: { width: '30%' },
  kind: { width: '80px' },
  rowName: { minHeight: 'auto' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export interface DiffTableProps {
  readonly label: string;
  readonly rows: readonly DiffRow[];
  /** Heading of the column with the values of the file. */
  readonly source: string;
  /** Names of values, folded, that are probably mistakes. */
  readonly doubtful?: ReadonlySet<string>;
  /** The selected names; undefined: nothing in this table can be restored. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (name: string, isChosen: boolean) => void;
}

export function DiffTable({ label, rows, source, doubtful, chosen, onChoose }: DiffTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [part, more] = usePart(rows);
  const isChoice = chosen !== undefined;
  return (
    <>
      <div className={styles.scroll}>
        <Table size="small" className={styles.table} aria-label={label}>
          <TableHeader>
            <TableRow>
              {isChoice && <TableCell className={mergeClasses(styles.cell, styles.tick)} />}
              <TableHeaderCell scope="col" className={mergeClasses(styles.cell, styles.nameColumn)}>
                {t('comparison.name')}
              </TableHeaderCell>
              <TableHeaderCell scope="col" className={mergeClasses(styles.cell, styles.kind)}>
                {t('comparison.kind')}
              </TableHeaderCell>
              <TableHeaderCell scope="col" className={styles.cell}>
                {t('comparison.now')}
              </TableHeaderCell>
              <TableHeaderCell scope="col" className={styles.cell}>
                {source}
              </TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {part.map((row) => {
              const name = nameText(row.name, t);
              return (
                <TableRow key={row.name}>
                  {isChoice && (
                    <TableCell className={mergeClasses(styles.cell, styles.tick)}>
                      {isRestorable(row) && (
                        <Checkbox
                          aria-label={t('comparison.tick', { name })}
                          checked={chosen.has(row.name)}
                          onChange={(_, data) => onChoose?.(row.name, data.checked === true)}
                        />
                      )}
                    </TableCell>
                  )}
                  <TableHeaderCell
                    scope="row"
                    button={{ className: styles.rowName }}
                    className={mergeClasses(styles.cell, styles.name)}
                  >
                    <span>
                      {name}
                      {reasonOf(row) !== null && (
                        <Text block size={200} className={styles.quiet}>
                          {reasonOf(row)}
                        </Text>
                      )}
                    </span>
                  </TableHeaderCell>
                  <TableCell className={styles.cell}>
                    <KindLabel kind={row.kind} />
                  </TableCell>
                  <TableCell className={styles.cell}>
                    <ValueData value={row.before} name={name} />
                  </TableCell>
                  <TableCell className={styles.cell}>
                    <ValueData value={row.after} name={name} />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </div>
      <ShowMore more={more} />
    </>
  );

  /** Why a value that differs is not selected. */
  function reasonOf(row: DiffRow): string | null {
    if (!isChoice || row.kind === 'same') return null;
    if (row.obstacle !== null) return t(`comparison.obstacles.${row.obstacle}`);
    if (doubtful?.has(foldedName(row.name))) return t('comparison.doubtfulValue');
    return row.isCatalogue ? null : t('comparison.foreignValue');
  }
}

export function isRestorable({ keyPath, kind, obstacle }: DiffRow): boolean {
  return keyPath === '' && kind !== 'same' && obstacle === null;
}
