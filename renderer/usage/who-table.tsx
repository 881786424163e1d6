// Who uses the ports: a row each, the name a button that filters the chart, the states as a small stacked bar with words.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { chartColors } from './chart-colors';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { UsageSubject } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  heading: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  head: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: `0 ${tokens.spacingHorizontalS} 0 0`,
  },
  cell: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS} 0`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  name: { minWidth: 0, justifyContent: 'flex-start', padding: '0 4px', overflowWrap: 'anywhere', textAlign: 'start' },
  bar: {
    display: 'flex',
    height: '8px',
    width: '90px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusSmall,
    forcedColorAdjust: 'none',
  },
  nobody: { color: tokens.colorNeutralForeground3 },
});

export interface WhoRow {
  readonly key: string;
  readonly name: string;
  readonly subject: UsageSubject;
  readonly ports: number;
  /** In the order of `tcpStates`, null where unknown; undefined where ports have no states. */
  readonly byState?: readonly (number | null)[];
  /** A text for each of the table's `moreColumns`. */
  readonly more?: readonly string[];
  /** Undefined where no trend is kept. */
  readonly growth?: number | null;
}

export interface WhoTableProps {
  readonly title: string;
  readonly nameColumn: string;
  /** Columns of texts, after that of the ports. */
  readonly moreColumns?: readonly string[];
  readonly rows: readonly WhoRow[];
  /** What stands in the place of no rows. */
  readonly nobody: string;
  readonly onFilter: (subject: UsageSubject, name: string) => void;
  readonly onSave: () => void;
}

export function WhoTable({ title, nameColumn, moreColumns = [], rows, nobody, onFilter, onSave }: WhoTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const id = useId();
  const hasTrend = rows.some(({ growth }) => growth !== undefined);
  const hasStates = rows.some(({ byState }) => byState !== undefined);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.heading}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button
          size="small"
          appearance="subtle"
          icon={<TableRegular />}
          onClick={onSave}
          aria-label={`${t('live.who.saveCsv')}: ${title}`}
        >
          CSV
        </Button>
      </div>
      {rows.length === 0 && <span className={styles.nobody}>{nobody}</span>}
      {rows.length > 0 && (
        <table className={styles.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col" className={styles.head}>
                {nameColumn}
              </th>
              <th scope="col" className={mergeClasses(styles.head, styles.number)}>
                {t('live.who.ports')}
              </th>
              {moreColumns.map((column) => (
                <th key={column} scope="col" className={styles.head}>
                  {column}
                </th>
              ))}
              {hasStates && (
                <th scope="col" className={styles.head}>
                  {t('live.who.states')}
                </th>
              )}
              {hasTrend && (
                <th scope="col" className={mergeClasses(styles.head, styles.number)}>
                  {t('live.who.trend')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className={styles.cell}>
                  <Button
                    size="small"
                    appearance="subtle"
                    className={styles.name}
                    title={t('live.who.show', { what: row.name })}
                    onClick={() => onFilter(row.subject, row.name)}
                  >
                    {row.name}
                  </Button>
                </th>
                <td className={mergeClasses(styles.cell, styles.number)}>{formats.count(row.ports)}</td>
                {row.more?.map((text, index) => (
                  <td key={moreColumns[index]} className={styles.cell}>
                    {text}
                  </td>
                ))}
                {hasStates && (
                  <td className={styles.cell}>
                    <States byState={row.byState ?? []} />
                  </td>
                )}
                {hasTrend && (
                  <td className={mergeClasses(styles.cell, styles.number)}>{trendText(row.growth, formats.count)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function States({ byState }: Required<Pick<WhoRow, 'byState'>>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();
  const colors = chartColors(theme, isHighContrast);
  const parts = tcpStates
    .map((state, index) => ({ state, ports: byState[index], color: colors.states[index] }))
    .filter(({ ports }) => ports === null || (ports ?? 0) > 0);
  const words = parts
    .map(({ state, ports }) => `${state} ${ports === null ? t('usage.unknown') : formats.count(ports ?? 0)}`)
    .join(', ');
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      {parts.map(({ state, ports, color }) => (
        <span key={state} style={{ backgroundColor: color, flexGrow: ports ?? 0 }} />
      ))}
    </span>
  );
}

function trendText(growth: number | null | undefined, count: (value: number) => string): string {
  if (growth === null || growth === undefined) return '–';
  const rounded = Math.round(growth);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${count(rounded)}` : `−${count(-rounded)}`;
}
