// One row per event of the history; if a change cannot be undone, the row says why.
import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClipboardTextLtrRegular } from '@fluentui/react-icons/svg/clipboard-text-ltr';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { useTranslation } from 'react-i18next';
import { useMachine, useNeedsRights } from '../machine/machine-context';
import { useRightsShield } from '../machine/rights-shield';
import { visibleText } from '../text/readable-value';
import { ShowMore, usePart } from '../ui/show-more';
import { nameText, valueText } from '../text/stored-text';
import { otherConfirmer } from '../../electron/contract/history/actor';
import type { HistoryEvent } from '../../electron/contract/history/history-event';
import type { HistoryEntry } from '../../electron/contract/history/history-view';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', minWidth: 0 },
  table: { tableLayout: 'auto', minWidth: '680px' },
  cell: {
    height: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    verticalAlign: 'top',
    overflowWrap: 'break-word',
  },
  breaking: { overflowWrap: 'anywhere' },
  noWrap: { whiteSpace: 'nowrap' },
  rowName: { minHeight: 'auto' },
  outcome: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, fontSize: tokens.fontSizeBase200 },
  done: { color: tokens.colorPaletteGreenForeground2 },
  bad: { color: tokens.colorPaletteRedForeground2 },
  line: { display: 'block' },
  actions: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalXXS },
});

const icons = {
  done: CheckmarkCircleRegular,
  refused: SubtractCircleRegular,
  failed: ErrorCircleRegular,
  open: ErrorCircleRegular,
} as const;

export interface HistoryTableProps {
  readonly entries: readonly HistoryEntry[];
  /** The change that is being undone. */
  readonly undoingId: string | null;
  readonly onUndo: (changeId: string) => void;
  readonly onTicket: (changeId: string) => void;
}

export function HistoryTable({ entries, undoingId, onUndo, onTicket }: HistoryTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [part, more] = usePart(entries);
  const columns = [
    t('history.when'),
    t('history.what'),
    t('history.values'),
    t('history.who'),
    t('history.backup'),
    t('history.undoColumn'),
  ];
  return (
    <>
      <div className={styles.scroll}>
        <Table size="small" className={styles.table} aria-label={t('history.tableLabel')}>
          <TableHeader>
            <TableRow>
              {columns.map((column) => (
                <TableHeaderCell key={column} scope="col" className={styles.cell}>
                  {column}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {part.map((entry, index) => (
              <HistoryRow
                key={`${entry.event.at} ${entries.length - index}`}
                entry={entry}
                undoingId={undoingId}
                onUndo={onUndo}
                onTicket={onTicket}
              />
            ))}
          </TableBody>
        </Table>
      </div>
      <ShowMore more={more} />
    </>
  );
}

interface HistoryRowProps extends Omit<HistoryTableProps, 'entries'> {
  readonly entry: HistoryEntry;
}

function HistoryRow({ entry, undoingId, onUndo, onTicket }: HistoryRowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { event } = entry;
  const { at, changes, userName, computerName, backup, changeId } = event;
  const confirmedBy = otherConfirmer(event);
  return (
    <TableRow>
      <TableHeaderCell
        scope="row"
        button={{ className: styles.rowName }}
        className={mergeClasses(styles.cell, styles.noWrap)}
      >
        {formats.dateTime(at)}
      </TableHeaderCell>
      <TableCell className={styles.cell}>
        <What event={event} />
      </TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.breaking)}>
        {changes.map(({ name, before, after }) => (
          <span key={name} className={styles.line}>
            {t('history.change', {
              name: nameText(name, t),
              before: valueText(name, before, formats, t),
              after: valueText(name, after, formats, t),
            })}
          </span>
        ))}
      </TableCell>
      <TableCell className={styles.cell}>
        <span className={styles.line}>
          {t('history.userAt', { user: visibleText(userName), computer: visibleText(computerName) })}
        </span>
        {confirmedBy !== null && (
          <span className={styles.line}>{t('history.confirmedBy', { user: visibleText(confirmedBy) })}</span>
        )}
      </TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.breaking)}>{backup && fileNameOf(backup.file)}</TableCell>
      <TableCell className={styles.cell}>
        <div className={styles.actions}>
          <Undo entry={entry} undoingId={undoingId} onUndo={onUndo} />
          {entry.hasTicket && changeId !== null && (
            <Button
              size="small"
              className={styles.noWrap}
              icon={<ClipboardTextLtrRegular />}
              aria-label={t('ticket.openName', { when: formats.dateTime(at) })}
              onClick={() => onTicket(changeId)}
            >
              {t('ticket.open')}
            </Button>
          )}
        </div>
      </TableCell>
    </TableRow>
  );
}

function What({ event: { kind, outcome, errorCode } }: { readonly event: HistoryEvent }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const Icon = icons[outcome];
  return (
    <>
      <span className={styles.line}>{t(`history.kinds.${kind}`)}</span>
      <span className={mergeClasses(styles.outcome, outcome === 'done' ? styles.done : styles.bad)}>
        <Icon />
        {t(`history.outcomes.${outcome}`)}
      </span>
      {errorCode !== null && (
        <Text size={200} block>
          {reasonText(errorCode)}
        </Text>
      )}
    </>
  );

  /** The history stores codes as text, including those of other versions of the program. */
  function reasonText(code: string): string {
    if (code === 'INTERRUPTED') return t('history.interrupted');
    return t(`errors.${code}.title` as 'errors.BUSY.title', { defaultValue: code });
  }
}

function Undo({ entry: { event, undo, inTheWay }, undoingId, onUndo }: Omit<HistoryRowProps, 'onTicket'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { changeId } = event;
  const needsRights = useNeedsRights();
  const shield = useRightsShield(<ArrowUndoRegular />);
  const name = t('history.undoName', { when: formats.dateTime(event.at) });
  if (changeId === null) return null;
  switch (undo) {
    case 'possible':
      return (
        <Button
          size="small"
          className={styles.noWrap}
          icon={undoingId === changeId ? <Spinner size="tiny" /> : shield}
          disabledFocusable={undoingId !== null}
          aria-label={needsRights ? t('rights.named', { name }) : name}
          onClick={() => onUndo(changeId)}
        >
          {t(undoingId === changeId ? 'history.undoing' : 'history.undo')}
        </Button>
      );
    case 'changed-since':
      return (
        <Text size={200}>
          {t('history.changedSince', { names: inTheWay.map((name) => nameText(name, t)).join(', ') })}
        </Text>
      );
    case 'undone':
      return <Text size={200}>{t('history.undone')}</Text>;
    case 'none':
      return null;
  }
}

function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
