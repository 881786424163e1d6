// One row per backup: what it is, its integrity, and what can be done with it.
import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
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
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { ShowMore, usePart } from '../ui/show-more';
import { visibleText } from '../text/readable-value';
import { sortColumns, type BackupOrder, type SortColumn } from './backup-order';
import { IntegrityLabel } from './integrity-label';
import type { BackupListing } from '../../electron/contract/backup/backup-list';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', minWidth: 0 },
  table: { tableLayout: 'auto', minWidth: '680px' },
  cell: {
    height: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    verticalAlign: 'middle',
  },
  note: { overflowWrap: 'anywhere', minWidth: '100px' },
  noWrap: { whiteSpace: 'nowrap' },
  actions: { display: 'flex', justifyContent: 'flex-end', gap: tokens.spacingHorizontalXS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export type BackupAction = 'compare' | 'export' | 'reveal' | 'delete';

export interface BackupTableProps {
  readonly backups: readonly BackupListing[];
  readonly order: BackupOrder;
  readonly onSort: (column: SortColumn) => void;
  readonly onAction: (action: BackupAction, listing: BackupListing) => void;
  readonly isBusy: boolean;
}

export function BackupTable({ backups, order, onSort, onAction, isBusy }: BackupTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [part, more] = usePart(backups);
  return (
    <>
      <div className={styles.scroll}>
        <Table size="small" sortable className={styles.table} aria-label={t('backups.tableLabel')}>
          <TableHeader>
            <TableRow>
              {sortColumns.map((column) => (
                <TableHeaderCell
                  key={column}
                  scope="col"
                  className={styles.cell}
                  sortDirection={order.column === column ? order.direction : undefined}
                  onClick={() => onSort(column)}
                >
                  {t(`backups.columns.${column}`)}
                </TableHeaderCell>
              ))}
              <TableCell className={styles.cell} />
            </TableRow>
          </TableHeader>
          <TableBody>
            {part.map((listing) => (
              <BackupRow key={listing.backup.id} listing={listing} onAction={onAction} isBusy={isBusy} />
            ))}
          </TableBody>
        </Table>
      </div>
      <ShowMore more={more} />
    </>
  );
}

interface BackupRowProps extends Pick<BackupTableProps, 'onAction' | 'isBusy'> {
  readonly listing: BackupListing;
}

function BackupRow({ listing, onAction, isBusy }: BackupRowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { backup, computerName, userName, reason, note, integrity, place, isNeededForUndo } = listing;
  const taken = formats.dateTime(backup.createdAt);
  const shield = useRightsShield();
  const isMissing = integrity === 'missing';
  const cell = mergeClasses(styles.cell, styles.noWrap);
  return (
    <TableRow>
      <TableHeaderCell scope="row" className={cell} title={backup.file}>
        {taken}
      </TableHeaderCell>
      <TableCell className={styles.cell}>{visibleText(computerName)}</TableCell>
      <TableCell className={styles.cell}>{visibleText(userName)}</TableCell>
      <TableCell className={styles.cell}>
        {t(`backups.reasons.${reason}`)}
        {place === 'own' && (
          <Text block size={200} className={styles.quiet}>
            {t('backups.own')}
          </Text>
        )}
        {isNeededForUndo && (
          <Text block size={200} className={styles.quiet}>
            {t('backups.neededForUndo')}
          </Text>
        )}
      </TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.note)}>{visibleText(note)}</TableCell>
      <TableCell className={cell}>{formats.bytes(backup.sizeInBytes)}</TableCell>
      <TableCell className={styles.cell}>
        <IntegrityLabel integrity={integrity} />
      </TableCell>
      <TableCell className={styles.cell}>
        <div className={styles.actions}>
          <Button
            size="small"
            disabledFocusable={isBusy || isMissing}
            aria-label={t('backups.compareName', { taken })}
            onClick={() => onAction('compare', listing)}
          >
            {t('backups.compare')}
          </Button>
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button
                size="small"
                appearance="subtle"
                icon={<MoreHorizontalRegular />}
                aria-label={t('backups.moreName', { taken })}
              />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem disabled={isBusy || isMissing} onClick={() => onAction('export', listing)}>
                  {t('backups.export')}
                </MenuItem>
                <MenuItem disabled={isMissing} onClick={() => onAction('reveal', listing)}>
                  {t('actions.showInFolder')}
                </MenuItem>
                <MenuItem
                  disabled={isBusy}
                  icon={place === 'machine' ? shield : undefined}
                  onClick={() => onAction('delete', listing)}
                >
                  {t('backups.delete')}
                </MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        </div>
      </TableCell>
    </TableRow>
  );
}
