// The rows of "Used by". The name is a button that covers its row; the bar below it says nothing that its label does not.
import { Button, makeStyles, MenuItem, mergeClasses, tokens, useAnnounce } from '@fluentui/react-components';
import { ArrowUp12Filled } from '@fluentui/react-icons/svg/arrow-up';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useTranslation } from 'react-i18next';
import { call } from '../ipc/api';
import { useMachine } from '../machine/machine-context';
import { PageMenu } from './page-menu';
import { StateBar } from './state-bar';
import { growthText } from './time-words';
import type { UsageFilter, UsedByRow, UsedByTab } from './used-by-rows';
import { useUsedByWords } from './used-by-words';
import type { Diagnosis } from '../../electron/contract/diagnosis/verdict';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', lineHeight: tokens.lineHeightBase200 },
  head: {
    textAlign: 'start',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
  number: {
    textAlign: 'end',
    paddingInline: tokens.spacingHorizontalXS,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  // In line with the name beside it.
  figure: { paddingBlockStart: '8px' },
  row: {
    position: 'relative',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  selected: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} 14px ${tokens.spacingHorizontalS}`,
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
  },
  name: {
    display: 'block',
    width: '100%',
    minHeight: '24px',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    outline: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0, borderRadius: tokens.borderRadiusMedium },
    ':focus-visible::after': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  muted: { color: tokens.colorNeutralForeground3 },
  note: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  bar: {
    position: 'absolute',
    insetInline: tokens.spacingHorizontalS,
    insetBlockEnd: '5px',
    pointerEvents: 'none',
  },
  deciding: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  menu: { padding: `${tokens.spacingVerticalXXS} 0 0`, width: '28px', verticalAlign: 'top' },
  menuButton: { position: 'relative', zIndex: 1, minWidth: '24px', height: '24px' },
});

export interface UsedByTableProps {
  /** Usable ports of the transport. */
  readonly usable: number;
  readonly diagnosis: Diagnosis | null;
  readonly selected: UsageFilter | null;
  readonly tab: UsedByTab;
  readonly onSelect: (filter: UsageFilter | null) => void;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
  readonly rows: readonly UsedByRow[];
}

export function UsedByTable({ rows, tab, selected, onSelect, diagnosis, measuredAt, usable }: UsedByTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { machine, formats } = useMachine();
  const words = useUsedByWords();
  const hasTrend = rows.some(({ growth }) => growth !== undefined);
  const culprit = blamed(diagnosis);
  const computer = machine.usageSource === 'machine' ? machine.computerName : machine.usageProduct;
  return (
    <table className={styles.table} aria-label={t(`live.usedBy.label.${tab}`)}>
      <thead>
        <tr>
          <th scope="col" className={styles.head}>
            {t(`live.usedBy.columns.${tab}`)}
          </th>
          <th scope="col" className={mergeClasses(styles.head, styles.number)}>
            {t('live.usedBy.columns.ports')}
          </th>
          {hasTrend && (
            <th scope="col" className={mergeClasses(styles.head, styles.number)}>
              {t('live.usedBy.columns.change')}
            </th>
          )}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = words.name(row.user);
          const note = words.note(row.user);
          const isSelected = selected?.name === name;
          const isClosed = row.user.kind === 'closed';
          const isDeciding =
            row.user.kind === 'process' && (row.growth ?? 0) > 0 && culprit.includes(row.user.usage.processId);
          return (
            <tr key={row.key} className={mergeClasses(styles.row, isSelected && styles.selected)}>
              <th scope="row" className={mergeClasses(styles.cell, isClosed && styles.muted)}>
                <button
                  type="button"
                  className={styles.name}
                  aria-pressed={isSelected}
                  title={t('live.usedBy.show', { what: name })}
                  onClick={() => onSelect(isSelected ? null : { subject: row.subject, name })}
                >
                  {name}
                </button>
                {note !== '' && <span className={styles.note}>{note}</span>}
                <span className={styles.bar}>
                  <StateBar byState={row.byState} limit={row.limit || usable} />
                </span>
              </th>
              <td className={mergeClasses(styles.cell, styles.number, styles.figure)}>{formats.count(row.ports)}</td>
              {hasTrend && (
                <td className={mergeClasses(styles.cell, styles.number, styles.figure, isDeciding && styles.deciding)}>
                  {isDeciding && <ArrowUp12Filled aria-label={t('live.usedBy.decides')} />}
                  {growthText(row.growth, formats.count)}
                </td>
              )}
              <td className={styles.menu}>
                <RowMenu name={name} text={words.details(row, { computer, at: measuredAt })} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The processes that the verdict is about, where it is a bad one. */
function blamed(diagnosis: Diagnosis | null): readonly number[] {
  if (!diagnosis) return [];
  const { severity, culprit } = diagnosis.verdict;
  return severity === 'warning' || severity === 'critical' ? (culprit?.processIds ?? []) : [];
}

interface RowMenuProps {
  readonly name: string;
  /** What is copied. */
  readonly text: string;
}

function RowMenu({ name, text }: RowMenuProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { announce } = useAnnounce();
  const copy = async () => {
    const answer = await call('clipboard.write', { text });
    if (answer.ok) announce(t('actions.copied'), { polite: true });
  };
  return (
    <PageMenu
      button={
        <Button
          size="small"
          appearance="subtle"
          className={styles.menuButton}
          icon={<MoreHorizontalRegular />}
          aria-label={t('live.usedBy.commandsFor', { what: name })}
        />
      }
    >
      <MenuItem onClick={() => void copy()}>{t('live.usedBy.copy')}</MenuItem>
    </PageMenu>
  );
}
