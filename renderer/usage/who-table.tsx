// Who uses the ports: a row each, the name a button that filters the chart, the states as a small stacked bar with words.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { chartColors } from './chart-colors';
import { useSystemTheme } from '../ui/theme';
import { useMachine } from '../machine/machine-context';
import { tcpStates } from '../../electron/contract/usage/sample';
import type { PortsByState, UsageSubject } from '../../electron/contract/usage/usage';

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

export interface WhoRow extends PortsByState {
  readonly key: string;
  readonly name: string;
  readonly subject: UsageSubject;
  /** Undefined where no trend is kept. */
  readonly growth?: number | null;
}

export interface WhoTableProps {
  readonly title: string;
  readonly nameColumn: string;
  readonly rows: readonly WhoRow[];
  readonly onFilter: (subject: UsageSubject, name: string) => void;
  readonly onSave: () => void;
}

export function WhoTable({ title, nameColumn, rows, onFilter, onSave }: WhoTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const id = useId();
  const hasTrend = rows.some(({ growth }) => growth !== undefined);
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
      {rows.length === 0 && <span className={styles.nobody}>{t('live.who.nobody')}</span>}
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
              <th scope="col" className={styles.head}>
                {t('live.who.states')}
              </th>
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
                <td className={styles.cell}>
                  <States byState={row.byState} />
                </td>
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

function States({ byState }: Pick<PortsByState, 'byState'>) {
  const styles = useStyles();
  const { formats } = useMachine();
  const { theme, isHighContrast } = useSystemTheme();
  const colors = chartColors(theme, isHighContrast);
  const parts = tcpStates
    .map((state, index) => ({ state, ports: byState[index] ?? 0, color: colors.states[index] }))
    .filter(({ ports }) => ports > 0);
  const words = parts.map(({ state, ports }) => `${state} ${formats.count(ports)}`).join(', ');
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      {parts.map(({ state, ports, color }) => (
        <span key={state} style={{ backgroundColor: color, flexGrow: ports }} />
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
